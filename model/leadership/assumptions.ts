import type { Assumption } from "../assumptions/index.ts";
import { allLocks, INVALID_GENERATION, realLocks } from "../words/index.ts";
import type { RecoverdContext } from "./names.ts";
import { lockState } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";
import { activeLmasters, activeNodes, mapOf } from "./view.ts";

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
    name: "served-bans-end",
    kind: "repair",
    locks: allLocks,
    versions: ["4.17", "head"],
    fact: "facts/leadership.md §1.3",
    sentence:
      "A ban that is served ends, whatever is frozen, and until then its node is frozen whenever it is found in normal mode: as shipped it is frozen once, and banned again until somebody lifts the ban (ctdb unban) if a recovery has thawed it, or until the client ends if one that waits for a frozen database has a record of another.",
    overrides: [
      { id: "served-bans-end", chart: "activity", guards: { notFrozen: () => false } },
      { id: "inactive-nodes-freeze-anew", chart: "main-loop", guards: { freezesAnew: () => true } },
    ],
  },
  {
    name: "lost-nodes-are-recovered",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §6.8, P7",
    sentence:
      "The leader recovers when any active node is lost, not only one of the map, when it was itself for a moment, or when it cannot know that none is: what was asked of it is asked anew by nothing else.",
    overrides: [
      {
        id: "lost-nodes-are-recovered",
        chart: "main-loop",
        guards: {
          memberIsGone: ({ d }: RecoverdContext) => {
            const active = activeNodes(d);
            // It was stopped, and is active again, while its own recovery went on: alone it has nobody to differ from.
            if (d.generation === INVALID_GENERATION) return true;
            // An attempt at the lock from before the last recovery may end with a leader who has never seen all of them.
            return d.members.length === 0 || d.members.some((pnn) => !active.includes(pnn));
          },
        },
      },
    ],
  },
  {
    name: "leader-counts-as-lmaster",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §2.1",
    sentence:
      "Where no active node has the LMASTER capability, a map of the leader alone fits: by its size it never does, and recoveries go on for ever.",
    overrides: [
      {
        id: "leader-counts-as-lmaster",
        chart: "main-loop",
        guards: {
          mapSizeDiffers: ({ d }: RecoverdContext) => d.map.length !== mapOf(activeLmasters(d), d.pnn).length,
        },
      },
    ],
  },
];
