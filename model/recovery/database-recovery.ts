import type { DatabaseSpec } from "../database/index.ts";
import type { Copies } from "../effect/index.ts";
import type { Pnn } from "../words/index.ts";

/** What a recovery helper keeps of one database (facts/recovery.md §2.4). */
export interface DatabaseRecovery {
  readonly spec: DatabaseSpec;
  /** Active nodes that have it, and those that lack it. */
  readonly having: readonly Pnn[];
  readonly lacking: readonly Pnn[];
  outcome: "open" | "recovered" | "failed";
  /** Which attempt it is, from 1. */
  attempt: number;
  /** How many nodes were pulled from in this attempt, and what has come of it. */
  pulled: number;
  copies: Copies;
}

/** A database that the recovery has not begun with. */
export function newDatabaseRecovery(
  spec: DatabaseSpec,
  having: readonly Pnn[],
  lacking: readonly Pnn[],
): DatabaseRecovery {
  return { spec, having, lacking, outcome: "open", attempt: 0, pulled: 0, copies: {} };
}
