import type { Assumption } from "../assumptions/index.ts";
import { realLocks } from "../words/index.ts";

/** Known defects of a version that are repaired by default: the fix that came later is put in. */
export const versionAssumptions: readonly Assumption[] = [
  {
    name: "late-announcement-harmless",
    kind: "repair",
    locks: realLocks,
    versions: ["4.17"],
    fact: "ZOO-E01, BUG 15892",
    sentence: "A node whose election finds that it holds the lock leads, whomever it believed in before.",
    leavesOut: ["unfixed/holder-stays-follower"],
  },
  {
    name: "no-election-inside-another",
    kind: "repair",
    locks: [...realLocks, "none"],
    versions: ["4.17"],
    fact: "ZOO-E04, F2, BUG 16152",
    sentence: "No election begins inside another one of the same node.",
    leavesOut: ["unfixed/elections-nest"],
  },
  {
    name: "attempt-is-no-lock",
    kind: "repair",
    locks: realLocks,
    versions: ["4.17"],
    fact: "ZOO-E05, BUG 16152",
    sentence: "A node holds the lock when its helper has said so, not as soon as it has begun an attempt.",
    leavesOut: ["unfixed/attempt-counts-as-lock"],
  },
  {
    name: "recovery-looks-at-flags",
    kind: "repair",
    locks: [...realLocks, "none"],
    versions: ["4.3", "4.17"],
    fact: "ZOO-E06, BUG 16082",
    sentence: "A recovery begins with a fresh look at the node's own flags; an inactive node runs none.",
    leavesOut: ["unfixed/recovers-on-old-flags"],
  },
  {
    name: "votes-by-stability",
    kind: "repair",
    locks: ["fcntl", "none"],
    versions: ["4.3"],
    fact: "ZOO-E14",
    sentence: "Votes are not compared by the number of connections, which differs from one moment to the next.",
    leavesOut: ["unfixed/connections-come-first"],
  },
  {
    name: "recovery-ends-with-leadership",
    kind: "repair",
    locks: ["fcntl", "none"],
    versions: ["4.3"],
    fact: "ZOO-E08",
    sentence: "A recovery is given up as soon as its node does not lead any more.",
    leavesOut: ["unfixed/recovery-outlives-leadership"],
  },
  {
    name: "lock-setting-stays",
    kind: "environment",
    locks: ["fcntl"],
    versions: ["4.3"],
    fact: "facts/leadership.md §5 (setreclock)",
    sentence: "Nobody changes the path of the cluster lock while the cluster runs.",
  },
];
