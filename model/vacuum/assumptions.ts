import type { Assumption } from "../assumptions/index.ts";
import { allLocks } from "../words/index.ts";
import { activeOthers, type VacuumContext } from "./vacuum-child-names.ts";

/** What the vacuum loses as shipped, and how that is repaired. */
export const vacuumAssumptions: readonly Assumption[] = [
  {
    name: "vacuum-asks-the-whole-map",
    kind: "repair",
    locks: allLocks,
    fact: "facts/recovery.md §1.8, §6.7",
    sentence:
      "A deleted record is forgotten only when every node of the map has deleted its copy: as shipped a node that the lmaster alone has lost is not asked.",
    overrides: [
      {
        id: "vacuum-asks-the-whole-map",
        chart: "vacuum-child",
        actions: {
          storeOthers: (c: VacuumContext) => {
            const others = c.d.task.map.filter((pnn) => pnn !== c.d.pnn);
            c.d.others = [...new Set([...others, ...activeOthers(c)])];
          },
        },
      },
    ],
  },
];
