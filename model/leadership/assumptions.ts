import type { Assumption } from "../assumptions/index.ts";
import { allLocks, realLocks } from "../words/index.ts";
import type { RecoverdContext } from "./names.ts";
import { lockState } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";

/** What leadership needs to be true of its world, or repaired in its code. */
export const leadershipAssumptions: readonly Assumption[] = [
  {
    name: "own-broadcast-checked",
    kind: "repair",
    locks: realLocks,
    versions: ["4.17", "head"],
    fact: "F10",
    sentence: "A node ignores an announcement that names itself while it does not hold the lock.",
    overrides: [
      {
        id: "own-broadcast-checked",
        chart: "recovery-daemon",
        guards: {
          ownBroadcastUnfounded: (c: RecoverdContext, e: RecoverdEvent) =>
            e.type === "LEADER" && e.leader === c.d.pnn && c.d.lockConfigured && lockState(c.d) !== "held",
        },
      },
    ],
  },
  {
    name: "no-partition",
    kind: "environment",
    locks: ["none"],
    fact: "facts/leadership.md §4.6, real-ctdb.md §0.2",
    sentence:
      "Hosts that are up reach each other: without a lock each side of a partition becomes a cluster of its own.",
  },
  {
    name: "election-follows-unknown",
    kind: "environment",
    locks: ["none"],
    versions: ["4.17", "head"],
    fact: "F2",
    sentence:
      "Whoever receives the announcement that there is no leader also receives the vote sent right after it, and nobody hears its own announcement after its vote has ended.",
  },
  {
    name: "inactive-nodes-freeze-anew",
    kind: "repair",
    locks: allLocks,
    versions: ["4.17", "head"],
    fact: "facts/leadership.md §1.3",
    sentence:
      "An inactive node is frozen whenever it is found in normal mode: as shipped once is enough, and a ban whose node a recovery thaws is renewed without end.",
    overrides: [{ id: "inactive-nodes-freeze-anew", chart: "main-loop", guards: { freezesAnew: () => true } }],
  },
];
