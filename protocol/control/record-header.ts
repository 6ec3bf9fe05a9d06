import { type Layout, padding, rest, struct, u32, u64 } from "../wire/index.ts";

/** The 24 bytes in front of every record's data. */
export interface RecordHeader {
  /** The sequence number: it counts migrations and recoveries, not writes. */
  readonly rsn: bigint;
  /** The node that holds the record. */
  readonly dmaster: number;
  /** Not in use; 0. */
  readonly reserved: number;
  /** Bits of `recordFlags`. */
  readonly flags: number;
  /** What a C compiler adds at the end; absent when zero. */
  readonly pad?: number;
}

/** Bits of a record header's flags. */
export const recordFlags = {
  persistent: 0x1,
  persistentInProgress: 0x2,
  migratedWithData: 0x1_0000,
  vacuumMigrated: 0x2_0000,
  automatic: 0x4_0000,
  readOnlyHasDelegations: 0x100_0000,
  readOnlyHasCopy: 0x200_0000,
  readOnlyRevoking: 0x400_0000,
  readOnlyRevokeComplete: 0x800_0000,
} as const;

/** The layout of a {@link RecordHeader}. */
export const recordHeader: Layout<RecordHeader> = struct<RecordHeader>({
  rsn: u64,
  dmaster: u32,
  reserved: u32,
  flags: u32,
  pad: padding(4),
});

/** A record as it stands in a database file. */
export interface StoredRecord {
  readonly header: RecordHeader;
  readonly data: Uint8Array;
}

/** The layout of a {@link StoredRecord}. */
export const storedRecord: Layout<StoredRecord> = struct<StoredRecord>({ header: recordHeader, data: rest });
