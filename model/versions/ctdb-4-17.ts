import type { RecoverdContext } from "../leadership/index.ts";
import { recoveryChart } from "../recovery/index.ts";
import { recoversOnOldFlags, shutsDownAtOnce, startsNoReallocation } from "./before-head.ts";
import type { Version } from "./version.ts";

const hasAttempt = (c: RecoverdContext): boolean => c.d.lockHandle !== 0;
const hasNoAttempt = (c: RecoverdContext): boolean => c.d.lockConfigured && c.d.lockHandle === 0;
const attemptCounts = "unfixed/attempt-counts-as-lock";

/** Debian's 4.17.12: four fixes of its leadership came later. */
export const ctdb417: Version = {
  charts: [],
  without: [],
  overrides: [
    shutsDownAtOnce,
    ...startsNoReallocation,
    // BUG 15892 (1a7cfd93432, 2025), ZOO-E01.
    { id: "unfixed/holder-stays-follower", chart: "lock-race", actions: { leadAgain: () => undefined } },
    // BUG 16152, first commit (d28f8ed17c8, 2026), ZOO-E04.
    { id: "unfixed/elections-nest", chart: "election", guards: { electionInProgress: () => false } },
    // BUG 16152, second commit (c3c250c9c8e, 2026), ZOO-E05.
    { id: attemptCounts, chart: "lock-race", guards: { lockHeld: hasAttempt } },
    { id: attemptCounts, chart: "main-loop", guards: { lockMissing: hasNoAttempt } },
    { id: attemptCounts, chart: "recovery", guards: { lockMissing: hasNoAttempt } },
    recoversOnOldFlags(recoveryChart),
  ],
};
