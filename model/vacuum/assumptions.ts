import type { Assumption } from "../assumptions/index.ts";
import { allLocks, FLAG } from "../words/index.ts";
import { othersWithout, type VacuumContext } from "./vacuum-child-names.ts";

/** What the vacuum loses as shipped, and how that is repaired. */
export const vacuumAssumptions: readonly Assumption[] = [
  {
    name: "vacuum-asks-the-whole-map",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.8, §6.7",
    sentence:
      "A deleted record is forgotten only when every node that the last recovery included, or that is not banned or stopped, has deleted its copy: as shipped a node that the lmaster has lost is not asked, be it gone or not, nor is one that is back from a ban of which the lmaster has not heard the end.",
    overrides: [
      {
        id: "vacuum-asks-the-whole-map",
        chart: "vacuum-child",
        actions: {
          storeOthers: (c: VacuumContext) => {
            const others = [...othersWithout(c, FLAG.deleted | FLAG.banned | FLAG.stopped), ...c.d.task.members];
            c.d.others = [...new Set(others)].filter((pnn) => pnn !== c.d.pnn).sort((a, b) => a - b);
          },
        },
      },
    ],
  },
];
