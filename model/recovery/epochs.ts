import type { Effect as EffectAction } from "../chart/index.ts";
import type { FullCopy } from "../database/index.ts";
import type { Effect, Reply } from "../effect/index.ts";
import type { Pnn } from "../words/index.ts";

/**
 * Which recovery nodes and databases belong to: our design, which the repairs of facts/recovery.md §6.1 and §6.9 go
 * by. CTDB has none: generations are random, and an rsn says nothing of when it was counted. Recoveries are counted
 * where all nodes see it, beside the lock file: what each side of a cut counts for itself compares to nothing.
 */
export interface Epochs {
  /** Recoveries that included each node, finished or not. */
  readonly attended: Readonly<Record<Pnn, readonly number[]>>;
  /** Of each database the latest recovery that any node knows to have thawed it. */
  readonly databases: Readonly<Record<string, number>>;
}

/** Counts a recovery as it begins, for who recovers serially and in parallel. */
export const countRecovery = {
  sentence: "count this recovery (our design: as shipped nobody counts)",
  effect: () => ({ kind: "draw", what: "epoch" }),
} as const satisfies EffectAction<never, never, Effect>;

/** Before anybody has answered. */
export const noEpochs: Epochs = { attended: {}, databases: {} };

/** What the answers to GET_DBMAP tell. */
export function epochsOf(answers: readonly (readonly [Pnn, Reply])[]): Epochs {
  const databases: Record<string, number> = {};
  for (const [, reply] of answers)
    for (const { name, epoch } of reply.databases ?? []) databases[name] = Math.max(databases[name] ?? 0, epoch);
  return { attended: Object.fromEntries(answers.map(([pnn, { attended = [] }]) => [pnn, attended])), databases };
}

/** Was this database recovered last without the node? */
export function wasAway({ attended, databases }: Epochs, pnn: Pnn, db: string): boolean {
  const last = databases[db] ?? 0;
  return last > 0 && attended[pnn]?.includes(last) !== true;
}

/** What the answers to GET_DB_SEQNUM tell of a database of which every node has a full copy. */
export function fullCopiesOf(answers: readonly (readonly [Pnn, Reply])[]): readonly FullCopy[] {
  return answers.map(([pnn, { sequence = 0, committedIn = 0 }]) => ({ pnn, sequence, committedIn }));
}
