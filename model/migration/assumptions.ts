import type { Assumption } from "../assumptions/index.ts";
import type { Effect } from "../effect/index.ts";
import type { CtdbdContext } from "../node/index.ts";
import { allLocks, INVALID_GENERATION } from "../words/index.ts";

/** What migration loses as shipped, and how that is repaired. */
export const migrationAssumptions: readonly Assumption[] = [
  {
    name: "reconnected-peers-ask-for-recovery",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.7, P7",
    sentence:
      "Nodes that meet again ask for a recovery: what was lost with their connection is asked anew by nothing else.",
    overrides: [
      {
        id: "reconnected-peers-ask-for-recovery",
        chart: "connections",
        actions: {
          askForRecovery: (c: CtdbdContext): Effect | undefined => {
            const isMember = c.d.generation !== INVALID_GENERATION && Object.keys(c.d.databases).length > 0;
            return isMember ? { kind: "tell", op: "SET_RECMODE", body: { mode: "active" } } : undefined;
          },
        },
      },
    ],
  },
];
