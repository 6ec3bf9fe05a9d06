import type { Override } from "../chart/index.ts";
import type { RecoverdContext } from "../leadership/index.ts";
import { recoverySteps } from "../recovery/index.ts";

const hasAttempt = (c: RecoverdContext): boolean => c.d.lockHandle !== 0;
const hasNoAttempt = (c: RecoverdContext): boolean => c.d.lockConfigured && c.d.lockHandle === 0;
const attemptCounts = "4.17/attempt-counts-as-lock";

/** Steps of a recovery that came with BUG 16082. */
const laterSteps = ["refresh-view", "check-eligible"];

/** Shutdown without the fail-over that came with 4.23. */
export const shutsDownAtOnce: Override = {
  id: "before-4.23/shuts-down-at-once",
  chart: "shutdown",
  steps: ["enter-shutdown", "stop-recovery-daemon", "run-event", "leave"],
};

/** What Debian's 4.17.12 does otherwise than HEAD: four fixes of its leadership came later. */
export const ctdb417: readonly Override[] = [
  shutsDownAtOnce,
  // BUG 15892 (1a7cfd93432, 2025), ZOO-E01.
  { id: "4.17/holder-stays-follower", chart: "lock-race", actions: { leadAgain: () => undefined } },
  // BUG 16152, first commit (d28f8ed17c8, 2026), ZOO-E04.
  { id: "4.17/elections-nest", chart: "election", guards: { electionInProgress: () => false } },
  // BUG 16152, second commit (c3c250c9c8e, 2026), ZOO-E05.
  { id: attemptCounts, chart: "lock-race", guards: { lockHeld: hasAttempt } },
  { id: attemptCounts, chart: "main-loop", guards: { lockMissing: hasNoAttempt } },
  { id: attemptCounts, chart: "recovery", guards: { lockMissing: hasNoAttempt } },
  // BUG 16082 (70717cc9ac9, 2026), ZOO-E06.
  {
    id: "4.17/recovers-on-old-flags",
    chart: "recovery",
    steps: recoverySteps.map(({ name }) => name).filter((name) => !laterSteps.includes(name)),
  },
];
