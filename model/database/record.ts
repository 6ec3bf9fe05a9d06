import type { Pnn } from "../words/index.ts";

/** Flags in the header of a record (facts/recovery.md §1.2). */
export const RECORD_FLAG = {
  /** It has been at another node with something in it: copies of it may exist. */
  migratedWithData: 0x1_0000,
  /** It came by a request of the vacuum; never written to a file. */
  vacuumMigrated: 0x2_0000,
  /** It was made because none was there; never written to a file. */
  automatic: 0x4_0000,
  /** The dmaster has given out copies to read. */
  haveDelegations: 0x100_0000,
  /** This is such a copy. */
  haveReadonly: 0x200_0000,
  /** The copies are being called back. */
  revokingReadonly: 0x400_0000,
  /** They have been called back. */
  revokeComplete: 0x800_0000,
} as const;

/** Any flag of a record that has copies to read. */
export const READONLY_FLAGS =
  RECORD_FLAG.haveDelegations | RECORD_FLAG.haveReadonly | RECORD_FLAG.revokingReadonly | RECORD_FLAG.revokeComplete;

/** What stands before the value of each record. */
export interface RecordHeader {
  /** Counts migrations and recoveries, not writes. */
  readonly rsn: number;
  /** Who has the authoritative copy, as far as this copy knows. */
  readonly dmaster: Pnn;
  readonly flags: number;
}

/** One node's copy of a record. */
export interface RecordCopy extends RecordHeader {
  /** Empty: the record is deleted, and waits for the vacuum. */
  readonly value: string;
  /** Of a sequence number: the recovery under which it was committed (our design: as shipped nobody counts). */
  readonly epoch?: number;
}
