import type { CtdbdData } from "../node/index.ts";
import { recoveryDesigns } from "../words/index.ts";

/**
 * The generation that a packet about a record of this database must have: that of the node's map. The patches of 2015
 * looked at the database instead, until b71c2e42308 took that back (facts/recovery.md §1.4).
 */
export function filterGeneration(d: CtdbdData, db: string): number | undefined {
  return recoveryDesigns[d.recovery].checksDatabase ? d.databases[db]?.generation : d.generation;
}
