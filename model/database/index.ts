/** What a clustered database is: records, where they are, and what a recovery makes of their copies. */
export { type DatabaseKind, isReplicated } from "./database-kind.ts";
export { fetchRecord } from "./fetch-record.ts";
export { lmasterOf } from "./lmaster.ts";
export { fullCopySource, type MergeRule, mergeCopies, mergeParallel, mergeSerial, pushedCopy } from "./merge.ts";
export { READONLY_FLAGS, RECORD_FLAG, type RecordCopy, type RecordHeader } from "./record.ts";
export { type Stored, type StorePlace, storeRecord } from "./store-record.ts";
