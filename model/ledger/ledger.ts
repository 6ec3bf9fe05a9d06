import type { Assumption } from "../assumptions/index.ts";
import { clusterLockAssumptions } from "../cluster-lock/index.ts";
import { leadershipAssumptions } from "../leadership/index.ts";
import { recoveryAssumptions } from "../recovery/index.ts";
import type { LockDesign } from "../words/index.ts";

/** Every assumption of the model: what must be assumed so that the properties hold of CTDB as shipped. */
export const assumptions: readonly Assumption[] = [
  ...clusterLockAssumptions,
  ...leadershipAssumptions,
  ...recoveryAssumptions,
];

/** Assumptions that are in force with a lock design unless they are dropped. */
export function assumptionsInForce(lock: LockDesign, dropped: readonly string[]): readonly Assumption[] {
  return assumptions.filter((assumption) => assumption.locks.includes(lock) && !dropped.includes(assumption.name));
}

/** Names of everything that is in force by default: what `--as-shipped` drops. */
export function defaultAssumptionNames(lock: LockDesign): readonly string[] {
  return assumptionsInForce(lock, []).map((assumption) => assumption.name);
}
