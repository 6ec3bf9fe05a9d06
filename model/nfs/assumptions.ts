import type { Assumption } from "../assumptions/index.ts";
import type { Context } from "../process/index.ts";
import { allLocks } from "../words/index.ts";
import type { GraceMemberData } from "./grace-member-data.ts";
import { allEnforceNow } from "./shared-grace.ts";

type C = Context<GraceMemberData>;

/** What a grace that all share needs to be true of its world, or repaired in its code. */
export const nfsAssumptions: readonly Assumption[] = [
  {
    name: "enforcing-counts-for-one-epoch",
    kind: "repair",
    locks: allLocks,
    fact: "facts/ip-nfs.md §5.6 P3, P5, P6",
    sentence:
      "That a member of a shared grace enforces counts in the epoch in which it said so, and a member heeds an epoch that it did not expect: as shipped the flag stands until it is taken back, and that is no part of the write that ends the grace.",
    overrides: [
      {
        id: "enforcing-counts-for-one-epoch",
        chart: "grace-member",
        guards: {
          allEnforce: ({ d }: C) => allEnforceNow(d.grace),
          lacksEnforcing: ({ d }: C) => d.grace.recovering !== 0 && !allEnforceNow(d.grace),
          heedsNewEpoch: ({ d }: C) => d.grace.recovering !== 0 && d.grace.epoch !== d.epoch,
        },
      },
    ],
  },
  {
    name: "one-server-of-a-name",
    kind: "environment",
    locks: allLocks,
    fact: "facts/ip-nfs.md §5.6",
    sentence:
      "When a member of a shared grace is started, the one that had its name before is gone: where a node that is cut off keeps its addresses, two would speak for one.",
  },
];
