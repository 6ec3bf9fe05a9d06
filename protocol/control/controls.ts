import { type Layout, nothing, repeated, text, textOrNone, u32, u64 } from "../wire/index.ts";
import { dbMap } from "./db-map.ts";
import { nodeMap } from "./node-map.ts";
import { banState, flagChange } from "./node-state.ts";
import { recordBuffer } from "./record-buffer.ts";
import { dbPriority, dbTransaction, seqNumQuestion, serialPull, transfer } from "./recovery.ts";
import { vnnMap } from "./vnn-map.ts";

/** A control: its number on the wire, what it is asked with and what it answers. */
export interface Control<Q, A> {
  readonly number: number;
  /** The data of the `REQ_CONTROL`. */
  readonly request: Layout<Q>;
  /** The data of the `REPLY_CONTROL`, if it was not refused. */
  readonly reply: Layout<A>;
}

const control = <Q, A>(number: number, request: Layout<Q>, reply: Layout<A>): Control<Q, A> => ({
  number,
  request,
  reply,
});

/** A control that is answered by the status alone. */
const act = <Q>(number: number, request: Layout<Q>) => control(number, request, nothing);

/** The controls whose data is known here. */
export const controls = {
  PING: act(3, nothing),
  GETDBPATH: control(4, u32, text),
  GETVNNMAP: control(5, nothing, vnnMap),
  SETVNNMAP: act(6, vnnMap),
  GET_DBMAP: control(9, nothing, dbMap),
  /** Of the serial recovery. */
  PULL_DB: control(13, serialPull, recordBuffer),
  /** Of the serial recovery. */
  PUSH_DB: act(14, recordBuffer),
  /** The status is the mode. */
  GET_RECMODE: act(15, nothing),
  SET_RECMODE: act(16, u32),
  DB_ATTACH: control(18, text, u32),
  REGISTER_SRVID: act(23, nothing),
  DEREGISTER_SRVID: act(24, nothing),
  GET_DBNAME: control(25, u32, text),
  /** The status is the process id. */
  GET_PID: act(30, nothing),
  /** Up to 4.15; the status is the node. */
  GET_RECMASTER: act(31, nothing),
  /** Up to 4.15. */
  SET_RECMASTER: act(32, u32),
  /** Of the serial recovery: the service id is the priority. */
  FREEZE: act(33, nothing),
  /** Of the serial recovery: the service id is the priority. */
  THAW: act(34, nothing),
  /** The status is the node. */
  GET_PNN: act(35, nothing),
  STARTUP: act(47, nothing),
  MODIFY_FLAGS: act(52, flagChange),
  /** In the order in which the daemon's version has them. */
  GET_ALL_TUNABLES: control(53, nothing, repeated(u32)),
  DB_ATTACH_PERSISTENT: control(61, text, u32),
  UPDATE_RECORD: act(63, recordBuffer),
  /** Of the serial recovery: the value is the transaction id. */
  TRANSACTION_START: act(65, u32),
  /** Of the serial recovery: the value is the transaction id. */
  TRANSACTION_COMMIT: act(66, u32),
  WIPE_DATABASE: act(67, dbTransaction),
  START_RECOVERY: act(70, nothing),
  END_RECOVERY: act(71, nothing),
  TRY_DELETE_RECORDS: control(74, recordBuffer, recordBuffer),
  GET_CAPABILITIES: control(80, nothing, u32),
  RECD_PING: act(87, nothing),
  GET_NODEMAP: control(91, nothing, nodeMap),
  GET_RECLOCK_FILE: control(99, nothing, textOrNone),
  STOP_NODE: act(101, nothing),
  CONTINUE_NODE: act(102, nothing),
  SET_BAN_STATE: act(109, banState),
  GET_BAN_STATE: control(110, nothing, banState),
  /** Of the serial recovery. */
  SET_DB_PRIORITY: act(111, dbPriority),
  /** Of the serial recovery. */
  TRANSACTION_CANCEL: act(113, nothing),
  TRANS3_COMMIT: act(119, recordBuffer),
  GET_DB_SEQNUM: control(120, seqNumQuestion, u64),
  /** Answers why the database cannot be used; nothing where it can. */
  DB_GET_HEALTH: control(122, u32, textOrNone),
  IPREALLOCATED: act(137, nothing),
  /** See `runStates`. */
  GET_RUNSTATE: control(138, nothing, u32),
  DB_FREEZE: act(141, u32),
  DB_THAW: act(142, u32),
  DB_TRANSACTION_START: act(143, dbTransaction),
  DB_TRANSACTION_COMMIT: act(144, dbTransaction),
  DB_TRANSACTION_CANCEL: act(145, u32),
  /** Answers how many records the messages brought. */
  DB_PULL: control(146, transfer, u32),
  DB_PUSH_START: act(147, transfer),
  /** Answers how many records have come. */
  DB_PUSH_CONFIRM: control(148, u32, u32),
  /** Answers with the flags to open the file with, as the library tdb numbers them. */
  DB_OPEN_FLAGS: control(149, u32, u32),
  DB_ATTACH_REPLICATED: control(150, text, u32),
  VACUUM_FETCH: act(154, recordBuffer),
} as const;

/** The name of a control that is known here. */
export type ControlName = keyof typeof controls;

/** What a control is asked with. */
export type ControlRequest<N extends ControlName> = (typeof controls)[N]["request"] extends Layout<infer Q> ? Q : never;

/** What a control answers. */
export type ControlReply<N extends ControlName> = (typeof controls)[N]["reply"] extends Layout<infer A> ? A : never;
