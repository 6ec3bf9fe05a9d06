import type { Pnn } from "../words/index.ts";
import type { RecordCopy } from "./record.ts";

/** What every packet about a record says (facts/recovery.md §1.4). */
interface PacketHeader {
  readonly db: string;
  readonly key: string;
  /** The sender's generation of that database; the receiver drops it if its map has another one. */
  readonly generation: number;
  /** Number of the call it is about, given by the node that asks; 0: of none. */
  readonly id: number;
  /** The node that sent this packet, and the one whose client wants the record. */
  readonly from: Pnn;
  readonly asker: Pnn;
}

/** Somebody wants a record: it is sent to who may have it, and on from there. */
export interface CallRequest extends PacketHeader {
  readonly op: "REQ_CALL";
  /** How often it was sent on. */
  readonly hops: number;
  /** A copy to read is enough (WANT_READONLY). */
  readonly wantsRead?: true;
}

/** The dmaster gives a record up: its lmaster is to know who has it next. */
export interface DmasterRequest extends PacketHeader {
  readonly op: "REQ_DMASTER";
  readonly copy: RecordCopy;
}

/** The lmaster hands a record to its next dmaster. */
export interface DmasterReply extends PacketHeader {
  readonly op: "REPLY_DMASTER";
  readonly copy: RecordCopy;
}

/** A call that cannot be served: the node has no such database. */
export interface ErrorReply extends PacketHeader {
  readonly op: "REPLY_ERROR";
}

/** The dmaster gives out a copy to read. */
export interface CallReply extends PacketHeader {
  readonly op: "REPLY_CALL";
  readonly copy: RecordCopy;
}

/** What main daemons send each other about records. */
export type RecordPacket = CallRequest | DmasterRequest | DmasterReply | CallReply | ErrorReply;

/** The operation of such a packet. */
export type RecordOp = RecordPacket["op"];

/** What a client asks of its daemon: to have a record brought here. */
export interface ClientCall {
  readonly pid: number;
  /** The client's own number of it. */
  readonly id: number;
  readonly db: string;
  readonly key: string;
  /** The vacuum wants it: the record is to end there (VACUUM_MIGRATION). */
  readonly isForVacuum?: true;
  /** A copy to read is enough: what is in it comes with the answer. */
  readonly wantsRead?: true;
}
