import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { freezeTypes, type Picture } from "../picture/index.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsDatabases } from "./needs-databases.ts";

/** What nobody does while a recovery has the file, in words. */
const changes = {
  "record-arrived": "arrived",
  "record-given": "was given away",
  "record-locked": "was locked",
  "record-written": "was written",
} as const satisfies Partial<Record<ObservationType, string>>;

type Change = ObservationOf<keyof typeof changes> & TraceEvent;

/** A copy that changes while it is pulled, wiped or pushed is lost, or differs from the others (facts/recovery.md §5, S12). */
export const frozenStandsStill = never<Picture>({
  name: "frozen-stands-still",
  sentence: "While a database is frozen on a node, no record in it moves, is locked or is written there.",
  needs: [...new Set<ObservationType>([...freezeTypes, ...(Object.keys(changes) as (keyof typeof changes)[])])],
  applies: needsDatabases,
  initial: (_setting, picture) => picture,
  step: (picture, event) => (isChange(event) ? judge(picture, event) : null),
});

function isChange(event: TraceEvent): event is Change {
  return event.type in changes;
}

function judge({ freezes }: Picture, { atUs, host, type, db, key }: Change): Violation | null {
  const freeze = freezes.of(host, db);
  if (freeze?.isFrozen !== true) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${key} of ${db} ${changes[type]} on ${node(host)}.`,
      `${db} was frozen there, by a lock helper that stood in line since ${clock(freeze.sinceUs)}.`,
      "The helper has the lock on the whole file until the thaw.",
    ],
  };
}
