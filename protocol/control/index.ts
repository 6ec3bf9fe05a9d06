/** Controls: what daemons are asked, and what they answer, inside `REQ_CONTROL` and `REPLY_CONTROL`. */
export { addressText } from "./address-text.ts";
export { controlName, decodeReply, decodeRequest, encodeReply, encodeRequest } from "./control-data.ts";
export { type Control, type ControlName, type ControlReply, type ControlRequest, controls } from "./controls.ts";
export { type DbEntry, dbFlags } from "./db-map.ts";
export { type NodeEntry, nodeFlags } from "./node-map.ts";
export { type BanState, capabilities, type FlagChange, runStates } from "./node-state.ts";
export { type RecordBuffer, recordBuffer, type SentRecord } from "./record-buffer.ts";
export { type RecordHeader, recordFlags, recordHeader, type StoredRecord, storedRecord } from "./record-header.ts";
export {
  type DbPriority,
  type DbTransaction,
  recoveryModes,
  type SeqNumQuestion,
  type SerialPull,
  type Transfer,
} from "./recovery.ts";
export type { VnnMap } from "./vnn-map.ts";
