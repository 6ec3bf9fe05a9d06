import type { Assumption } from "../assumptions/index.ts";
import { realLocks } from "../words/index.ts";

/** What the cluster lock needs to be true of its storage and its hosts. */
export const clusterLockAssumptions: readonly Assumption[] = [
  {
    name: "lock-object-stays",
    kind: "environment",
    locks: realLocks,
    fact: "facts/leadership.md §7.4, ZOO-M09, ZOO-M26",
    sentence:
      "The lock file is neither removed nor replaced while the cluster runs, and a lease lasts as long as its service has said.",
  },
  {
    name: "lock-storage-answers",
    kind: "environment",
    locks: ["fcntl"],
    fact: "F3, F4",
    sentence:
      "The storage of the lock file neither hangs nor fails, its directory stays where it is, and the helper's check child is not held up.",
  },
  {
    name: "dead-parents-are-reaped",
    kind: "environment",
    locks: realLocks,
    fact: "F5",
    sentence:
      "A dead process is reaped at once, even while its parent is stopped: a helper never takes a zombie for its parent.",
  },
];
