import { blobs, joined, type Layout, padding, struct, u32, u64 } from "../wire/index.ts";

/** The holder of a record hands it to the node that knows where the record is (its lmaster). */
export interface ReqDmaster {
  readonly dbId: number;
  /** Aligns the 64 bits after it; absent when zero. */
  readonly pad?: number;
  /** The record's sequence number, as in its header. */
  readonly rsn: bigint;
  /** The number of the node that shall hold the record. */
  readonly dmaster: number;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
  /** The flags of the record's header: they follow the data, unaligned. */
  readonly recordFlags: number;
}

/** The layout of a {@link ReqDmaster}. */
export const reqDmaster: Layout<ReqDmaster> = joined(
  struct<Pick<ReqDmaster, "dbId" | "pad" | "rsn" | "dmaster">>({ dbId: u32, pad: padding(4), rsn: u64, dmaster: u32 }),
  joined(blobs("key", "data"), struct<Pick<ReqDmaster, "recordFlags">>({ recordFlags: u32 })),
);

/** The lmaster makes a node the record's holder. */
export interface ReplyDmaster {
  readonly dbId: number;
  /** Aligns the 64 bits after it; absent when zero. */
  readonly pad?: number;
  /** The record's sequence number, as in its header. */
  readonly rsn: bigint;
  readonly key: Uint8Array;
  readonly data: Uint8Array;
  /** The flags of the record's header: they follow the data, unaligned. */
  readonly recordFlags: number;
}

/** The layout of a {@link ReplyDmaster}. */
export const replyDmaster: Layout<ReplyDmaster> = joined(
  struct<Pick<ReplyDmaster, "dbId" | "pad" | "rsn">>({ dbId: u32, pad: padding(4), rsn: u64 }),
  joined(blobs("key", "data"), struct<Pick<ReplyDmaster, "recordFlags">>({ recordFlags: u32 })),
);
