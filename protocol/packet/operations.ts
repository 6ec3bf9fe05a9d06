import type { Layout } from "../wire/index.ts";
import { type ReplyCall, type ReplyError, type ReqCall, replyCall, replyError, reqCall } from "./call.ts";
import { type ReplyControl, type ReqControl, replyControl, reqControl } from "./control.ts";
import { type ReplyDmaster, type ReqDmaster, replyDmaster, reqDmaster } from "./dmaster.ts";
import { type ReqKeepalive, type ReqMessage, type ReqTunnel, reqKeepalive, reqMessage, reqTunnel } from "./message.ts";

/** The body of each kind of packet. */
export interface Bodies {
  readonly REQ_CALL: ReqCall;
  readonly REPLY_CALL: ReplyCall;
  readonly REQ_DMASTER: ReqDmaster;
  readonly REPLY_DMASTER: ReplyDmaster;
  readonly REPLY_ERROR: ReplyError;
  readonly REQ_MESSAGE: ReqMessage;
  readonly REQ_CONTROL: ReqControl;
  readonly REPLY_CONTROL: ReplyControl;
  readonly REQ_KEEPALIVE: ReqKeepalive;
  readonly REQ_TUNNEL: ReqTunnel;
}

/** The kinds of packets. */
export type PacketKind = keyof Bodies;

/** The number of each operation; 6 was one once. */
export const operations: { readonly [K in PacketKind]: number } = {
  REQ_CALL: 0,
  REPLY_CALL: 1,
  REQ_DMASTER: 2,
  REPLY_DMASTER: 3,
  REPLY_ERROR: 4,
  REQ_MESSAGE: 5,
  REQ_CONTROL: 7,
  REPLY_CONTROL: 8,
  REQ_KEEPALIVE: 9,
  REQ_TUNNEL: 10,
};

/** The layout of each body. */
export const bodies: { readonly [K in PacketKind]: Layout<Bodies[K]> } = {
  REQ_CALL: reqCall,
  REPLY_CALL: replyCall,
  REQ_DMASTER: reqDmaster,
  REPLY_DMASTER: replyDmaster,
  REPLY_ERROR: replyError,
  REQ_MESSAGE: reqMessage,
  REQ_CONTROL: reqControl,
  REPLY_CONTROL: replyControl,
  REQ_KEEPALIVE: reqKeepalive,
  REQ_TUNNEL: reqTunnel,
};
