/** What a clustered database is: records, where they are, and what a recovery makes of their copies. */
export { type DatabaseKind, isReplicated } from "./database-kind.ts";
export type { DatabaseSpec } from "./database-spec.ts";
export {
  type DatabaseState,
  type FreezeMode,
  newDatabase,
  type OpenCommit,
  type PendingCall,
  type QueuedDeletion,
  queueDeletion,
  type Vacuuming,
  type WriteChild,
} from "./database-state.ts";
export { fetchRecord } from "./fetch-record.ts";
export { lmasterOf } from "./lmaster.ts";
export {
  byRecovery,
  bySequence,
  type FullCopy,
  type FullCopyOrder,
  fullCopySource,
  type MergeRule,
  mergeCopies,
  mergeParallel,
  mergeSerial,
  pushedCopies,
  pushedCopy,
} from "./merge.ts";
export type {
  CallReply,
  CallRequest,
  ClientCall,
  DmasterReply,
  DmasterRequest,
  ErrorReply,
  RecordOp,
  RecordPacket,
} from "./packet.ts";
export { READONLY_FLAGS, RECORD_FLAG, type RecordCopy, type RecordHeader } from "./record.ts";
export { type Stored, type StorePlace, storeRecord } from "./store-record.ts";
