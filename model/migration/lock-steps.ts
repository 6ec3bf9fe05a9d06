import type { StepExit, StepSpec } from "../chart/index.ts";
import { recordChanges, recordEffects, recordGuards } from "./record-names.ts";

/** The names that `lockSteps` use. */
export const lockGuards = {
  chainTaken: recordGuards.chainTaken,
  lockerAnswered: recordGuards.lockerAnswered,
  lockerFailed: recordGuards.lockerFailed,
};

/** The names that `lockSteps` use. */
export const lockActions = {
  newLocker: recordChanges.newLocker,
  forgetLocker: recordChanges.forgetLocker,
  tryLock: recordEffects.tryLock,
  spawnLocker: recordEffects.spawnLocker,
  unlock: recordEffects.unlock,
};

/** How every packet about a record begins: its chain is locked, by a helper if somebody has it (facts/recovery.md §1.3). */
export function lockSteps(unless: readonly StepExit[], next = "read"): readonly StepSpec[] {
  return [
    {
      name: "lock",
      sentence: "lock the record's chain, if it is free",
      do: ["tryLock"],
      exits: [{ guard: "chainTaken", to: "stand-in-line" }, { to: next }],
    },
    {
      name: "stand-in-line",
      sentence: "a helper waits for the chain; the daemon serves others meanwhile",
      do: ["newLocker", "spawnLocker"],
      until: "lockerAnswered",
      exits: [...unless, { guard: "lockerFailed", actions: ["forgetLocker"], to: "lock" }],
    },
  ];
}

/** What becomes of a packet that has waited: it passes the packet filter again, and one of its own (facts/recovery.md §1.4). */
export function filterAgain(actions: readonly string[]): readonly StepExit[] {
  return ["isBanned", "otherMap", "isOutdated"].map((guard) => ({ guard, actions, to: "drop" }));
}

/** The names that `filterAgain` uses. */
export const filterGuards = {
  isBanned: recordGuards.isBanned,
  otherMap: recordGuards.otherMap,
  isOutdated: recordGuards.isOutdated,
};

/** What every packet about a record ends with. */
export const letGo = ["unlock", "forgetLocker"] as const;
