import type { Assumption } from "../assumptions/index.ts";
import type { RecoverdContext } from "../leadership/index.ts";
import { activityChanges, activityEffects, type CtdbdContext, dropTimer } from "../node/index.ts";
import { allLocks, realLocks } from "../words/index.ts";

/** Defects of a recovery that are repaired by default. */
export const recoveryAssumptions: readonly Assumption[] = [
  {
    name: "partial-cuts-are-short",
    kind: "environment",
    locks: realLocks,
    fact: "F8",
    sentence:
      "For longer than a minute two hosts either reach each other or have nobody whom both reach: otherwise recoveries never end.",
  },
  {
    name: "drop-timer-survives-failed-recovery",
    kind: "repair",
    locks: realLocks,
    fact: "F3",
    sentence: "The timer that drops all addresses is freed only when recovery mode really becomes normal.",
    overrides: [
      { id: "drop-timer-survives-failed-recovery", chart: "set-normal", actions: { freeDropTimer: () => undefined } },
    ],
  },
  {
    name: "own-recovery-arms-the-drop-timer",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.10",
    sentence:
      "A node that enters recovery mode by itself arms the timer that drops all addresses, as one does that is told to.",
    overrides: ["dmaster-request", "commit-transaction", "transactions"].map((chart) => ({
      id: `own-recovery-arms-the-drop-timer/${chart}`,
      chart,
      actions: { armOwnDropTimer: (c: CtdbdContext) => dropTimer(c, true) },
    })),
  },
  {
    name: "renewed-bans-freeze-again",
    kind: "repair",
    locks: allLocks,
    fact: "facts/leadership.md §1.3",
    sentence:
      "A node that bans itself again, because a recovery has thawed it in its ban, is frozen again: else that ban never ends.",
    overrides: [
      {
        id: "renewed-bans-freeze-again",
        chart: "activity",
        actions: {
          leaveAgain: (c: CtdbdContext) => {
            activityChanges.forgetGeneration.change(c);
            activityChanges.freeze.change(c);
          },
          freezeEachAgain: (c: CtdbdContext) => activityEffects.freezeEach.effect(c),
        },
      },
    ],
  },
  {
    name: "operation-ends-on-early-return",
    kind: "repair",
    locks: realLocks,
    fact: "F11",
    sentence:
      "A recovery that returns early, because capabilities or flags could not be exchanged, ends its operation.",
    overrides: [
      {
        id: "operation-ends-on-early-return",
        chart: "recovery",
        actions: {
          endOperationEarly: (c: RecoverdContext) => {
            c.d.recoveryInProgress = false;
          },
        },
      },
    ],
  },
];
