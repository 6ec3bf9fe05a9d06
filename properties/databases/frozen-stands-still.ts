import type { ObservationType } from "../../model/index.ts";
import { never } from "../never.ts";
import { clock, node } from "../sentences.ts";
import { Freezes, freezeTypes } from "./freezes.ts";
import { needsDatabases } from "./needs-databases.ts";

/** What nothing but a recovery does while it has the file. */
const changes = ["record-arrived", "record-given", "record-locked", "record-written"] as const;

/** A copy that changes while it is pulled, wiped or pushed is lost, or differs from the others (facts/recovery.md §5, S12). */
export const frozenStandsStill = never<Freezes>({
  name: "frozen-stands-still",
  sentence: "While a database is frozen on a node, no record in it moves, is locked or is written there.",
  needs: [...new Set<ObservationType>([...freezeTypes, ...changes])],
  applies: needsDatabases,
  initial: () => new Freezes(),
  step(freezes, event) {
    freezes.observe(event);
    if (
      event.type === "record-arrived" ||
      event.type === "record-given" ||
      event.type === "record-locked" ||
      event.type === "record-written"
    ) {
      const { atUs, host, db, key } = event;
      const freeze = freezes.of(host, db);
      if (freeze?.isFrozen !== true) return null;
      return {
        atUs,
        hosts: [host],
        why: [
          `At ${clock(atUs)} ${key} of ${db} ${said[event.type]} on ${node(host)}.`,
          `${db} was frozen there, by a lock helper that stood in line since ${clock(freeze.sinceUs)}.`,
          "The helper has the lock on the whole file until the thaw.",
        ],
      };
    }
    return null;
  },
});

const said = {
  "record-arrived": "arrived",
  "record-given": "was given away",
  "record-locked": "was locked",
  "record-written": "was written",
} as const;
