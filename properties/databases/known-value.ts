import type { Pnn } from "../../model/index.ts";
import type { Lineage } from "./lineage.ts";

/** A write whose client was done with the record. */
export interface Acknowledged {
  readonly value: string;
  readonly host: Pnn;
  readonly atUs: number;
  readonly generation: number;
}

/** What is known of the value of a record, within one generation of its database. */
export interface KnownValue {
  /** What the next reader may find: one value, unless a write was not acknowledged or two sides wrote. */
  readonly allowed: ReadonlySet<string>;
  /** Nodes that have it: if all of them leave it is lost, and that is by design (facts/recovery.md §5, S11). */
  readonly holders: ReadonlySet<Pnn>;
  /** The last write; null: it was only read. */
  readonly written: Acknowledged | null;
}

/** What two nodes bring into a recovery: the later write counts, unless neither side knew of the other's. */
export function joined(one: KnownValue, other: KnownValue, lineage: Lineage): KnownValue {
  if (isLater(one, other, lineage)) return one;
  if (isLater(other, one, lineage)) return other;
  return {
    allowed: new Set([...one.allowed, ...other.allowed]),
    holders: new Set([...one.holders, ...other.holders]),
    written: (one.written?.atUs ?? -1) >= (other.written?.atUs ?? -1) ? one.written : other.written,
  };
}

/** Was it written when the other write was there already, or lost with all that had it? */
function isLater({ written }: KnownValue, { written: other }: KnownValue, lineage: Lineage): boolean {
  if (written === null || other === null) return false;
  if (written.generation === other.generation) return written.atUs > other.atUs;
  return lineage.contains(written.generation, other.generation, other.atUs);
}
