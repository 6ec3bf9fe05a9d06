import { counted, type Layout, padding, struct, u8, u32 } from "../wire/index.ts";

/** A database that is attached. */
export interface DbEntry {
  readonly dbId: number;
  /** Bits of `dbFlags`; 0 is a volatile database. */
  readonly flags: number;
  /** Aligns the next entry; absent when zero. */
  readonly pad?: number;
}

/** Bits of a database's flags. */
export const dbFlags = { persistent: 0x1, readOnly: 0x2, sticky: 0x4, replicated: 0x8 } as const;

/** The layout of a list of {@link DbEntry}. */
export const dbMap: Layout<readonly DbEntry[]> = counted(struct<DbEntry>({ dbId: u32, flags: u8, pad: padding(3) }), 8);
