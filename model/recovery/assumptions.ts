import type { Assumption } from "../assumptions/index.ts";
import type { RecoverdContext } from "../leadership/index.ts";
import { realLocks } from "../words/index.ts";

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
