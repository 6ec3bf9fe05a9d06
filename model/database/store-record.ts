import type { Pnn } from "../words/index.ts";
import { type DatabaseKind, isReplicated } from "./database-kind.ts";
import { READONLY_FLAGS, RECORD_FLAG, type RecordCopy } from "./record.ts";

/** Flags that say something to the daemon and never reach the file. */
const TRANSIENT = RECORD_FLAG.vacuumMigrated | RECORD_FLAG.automatic;

/** Where a daemon stores a record. */
export interface StorePlace {
  readonly kind: DatabaseKind;
  /** The node that stores. */
  readonly self: Pnn;
  /** The record's lmaster. */
  readonly lmaster: Pnn;
}

/** What a store leaves in the file. */
export interface Stored {
  /** Null: the local copy is removed. */
  readonly copy: RecordCopy | null;
  /** The vacuum is to look at it. */
  readonly isForVacuum: boolean;
}

/**
 * A store by the daemon; clients write their values themselves, under the header that is there. At the dmaster it
 * raises the rsn, and an empty value may become a removal (facts/recovery.md §1.2; server/ctdb_ltdb_server.c).
 */
export function storeRecord(record: RecordCopy, place: StorePlace): Stored {
  const flags = record.flags & ~TRANSIENT;
  if (!isKept(record, place)) return { copy: null, isForVacuum: false };
  const isAtDmaster =
    !isReplicated(place.kind) && record.dmaster === place.self && (record.flags & READONLY_FLAGS) === 0;
  const isNew = record.value === "" && has(record, RECORD_FLAG.automatic) && (record.flags & READONLY_FLAGS) === 0;
  const isForVacuum = isNew || (isAtDmaster && record.value === "");
  return { copy: { ...record, rsn: record.rsn + (isAtDmaster ? 1 : 0), flags }, isForVacuum };
}

/** An empty record is kept where somebody may look for it: the first reason that fits decides. */
function isKept(record: RecordCopy, { self, lmaster }: StorePlace): boolean {
  if (record.value !== "" || (record.flags & READONLY_FLAGS) !== 0) return true;
  if (has(record, RECORD_FLAG.automatic) || has(record, RECORD_FLAG.migratedWithData)) return true;
  // An empty record that the vacuum brought home, and that never was anywhere else, has come to its end.
  if (self === lmaster) return !has(record, RECORD_FLAG.vacuumMigrated) || record.dmaster !== self;
  return record.dmaster === self;
}

function has({ flags }: RecordCopy, flag: number): boolean {
  return (flags & flag) !== 0;
}
