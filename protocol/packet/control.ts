import { blobs, i32, joined, type Layout, padding, struct, u32, u64 } from "../wire/index.ts";

/** Asks a daemon to tell or do something. */
export interface ReqControl {
  /** The control's number: see `controls`. Of a control that is not there, the data stays bytes. */
  readonly opcode: number;
  /** Aligns the 64 bits after it; absent when zero. */
  readonly pad?: number;
  /** The service id, for controls that are about one; some controls put other things here. */
  readonly srvId: bigint;
  /** The daemon's number for the client; 0 from a client. */
  readonly clientId: number;
  /** Bits of `controlFlags`. */
  readonly flags: number;
  readonly data: Uint8Array;
}

/** The layout of a {@link ReqControl}. */
export const reqControl: Layout<ReqControl> = joined(
  struct<Omit<ReqControl, "data">>({ opcode: u32, pad: padding(4), srvId: u64, clientId: u32, flags: u32 }),
  blobs("data"),
);

/** The answer to a control. Which one it was, only the one who asked knows: by the request id. */
export interface ReplyControl {
  /** Below 0: refused. Some controls answer with it: the node's number, the recovery mode. */
  readonly status: number;
  readonly data: Uint8Array;
  /** Why it was refused, for people; without an end mark from a daemon. */
  readonly message: Uint8Array;
}

/** The layout of a {@link ReplyControl}. */
export const replyControl: Layout<ReplyControl> = joined(
  struct<Pick<ReplyControl, "status">>({ status: i32 }),
  blobs("data", "message"),
);
