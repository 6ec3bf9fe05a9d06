import { blobs, i32, joined, type Layout, struct, u32 } from "../wire/index.ts";

/** Asks the node that holds a record to run a function on it, or to let the record move here. */
export interface ReqCall {
  /** Bits of `callFlags`. */
  readonly flags: number;
  readonly dbId: number;
  /** One of `callFunctions`. */
  readonly callId: number;
  /** How often the call was sent on. */
  readonly hopCount: number;
  readonly key: Uint8Array;
  /** What the function gets besides. */
  readonly callData: Uint8Array;
}

/** The layout of a {@link ReqCall}. */
export const reqCall: Layout<ReqCall> = joined(
  struct<Omit<ReqCall, "key" | "callData">>({ flags: u32, dbId: u32, callId: u32, hopCount: u32 }),
  blobs("key", "callData"),
);

/** What the function of a call returned. */
export interface ReplyCall {
  /** 0, or what went wrong. */
  readonly status: number;
  readonly data: Uint8Array;
}

/** The layout of a {@link ReplyCall}. */
export const replyCall: Layout<ReplyCall> = joined(struct<Pick<ReplyCall, "status">>({ status: i32 }), blobs("data"));

/** A call that could not be carried out at all. */
export interface ReplyError {
  readonly status: number;
  /** For people, without an end mark. */
  readonly message: Uint8Array;
}

/** The layout of a {@link ReplyError}. */
export const replyError: Layout<ReplyError> = joined(
  struct<Pick<ReplyError, "status">>({ status: i32 }),
  blobs("message"),
);
