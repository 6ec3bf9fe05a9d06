import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { databaseGenerationTypes, hostTypes, type Picture } from "../picture/index.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsVolatile } from "./needs-databases.ts";

const served = ["record-arrived", "record-given", "record-delegated"] as const;

type Served = TraceEvent & ObservationOf<(typeof served)[number]>;

function isServed(event: TraceEvent): event is Served {
  return served.some((type) => type === event.type);
}

function did(event: Served): string {
  if (event.type === "record-arrived") return `came to ${node(event.host)}`;
  return `${event.type === "record-given" ? "went" : "was lent"} from ${node(event.host)} to ${node(event.to)}`;
}

/** What was sent before a recovery is in its copies already, or is meant to be lost (facts/recovery.md §1.4). */
export const oldGenerationHasNoEffect = never<Picture>({
  name: "old-generation-has-no-effect",
  sentence:
    "No record arrives, and none is given, by a packet of another generation than that of the database, or of the node.",
  needs: [...new Set<ObservationType>([...served, ...databaseGenerationTypes, ...hostTypes])],
  on: served,
  applies: needsVolatile,
  initial: (_setting, picture) => picture,
  step(picture, event) {
    if (!isServed(event)) return null;
    return judge(event, picture.databaseGenerations.get(event.host, event.db), picture.host(event.host).generation);
  },
});

/**
 * While a recovery is under way the node has its generation already and the database not yet: a packet that was let in
 * before may still count, and one of the new generation is let in. Nodes that are in no cluster share the generation
 * of that, and accept each other's packets until their databases are frozen (facts/recovery.md §6, by reading): what
 * they have counts no more.
 */
function judge(event: Served, ofDatabase: number | undefined, ofNode: number): Violation | null {
  const { atUs, host, db, key, generation } = event;
  if (generation === ofNode || generation === ofDatabase) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${key} of ${db} ${did(event)} by a packet of generation ${generation}.`,
      `Then ${db} had generation ${ofDatabase ?? ofNode} there, and the node ${ofNode}.`,
      "A packet of another generation is dropped at its entry, and again after it has waited for the record.",
    ],
  };
}
