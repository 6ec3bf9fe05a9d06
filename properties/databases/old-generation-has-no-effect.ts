import {
  type ObservationOf,
  type ObservationType,
  recoveryDesigns,
  recoveryOn,
  type TraceEvent,
} from "../../model/index.ts";
import { never } from "../never.ts";
import { databaseGenerationTypes, hostTypes, type Picture } from "../picture/index.ts";
import type { Setting, Violation } from "../property.ts";
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

interface State {
  readonly setting: Setting;
  readonly picture: Picture;
}

/** What was sent before a recovery is in its copies already, or is meant to be lost (facts/recovery.md §1.4). */
export const oldGenerationHasNoEffect = never<State>({
  name: "old-generation-has-no-effect",
  sentence: "No record arrives, and none is given, by a packet of another generation than that of the node's map.",
  needs: [...new Set<ObservationType>([...served, ...databaseGenerationTypes, ...hostTypes])],
  on: served,
  applies: needsVolatile,
  initial: (setting, picture) => ({ setting, picture }),
  step: (state, event) => (isServed(event) ? judge(state, event) : null),
});

/**
 * While a recovery is under way the node has its generation already and the database not yet: a packet of the new one is
 * let in. Two stages on the way to parallel recovery held packets against the database instead (facts/recovery.md §2.5).
 * Nodes that are in no cluster share the generation of that, and accept each other's packets until their databases are
 * frozen (facts/recovery.md §6, by reading): what they have counts no more.
 */
function judge({ setting, picture }: State, event: Served): Violation | null {
  const { atUs, host, db, key, generation } = event;
  const ofNode = picture.host(host).generation;
  const ofDatabase = picture.databaseGenerations.get(host, db) ?? ofNode;
  const { checksDatabase } = recoveryDesigns[recoveryOn(setting.recovery, host)];
  if (generation === (checksDatabase ? ofDatabase : ofNode)) return null;
  return {
    atUs,
    hosts: [host],
    why: [
      `At ${clock(atUs)} ${key} of ${db} ${did(event)} by a packet of generation ${generation}.`,
      `Then ${db} had generation ${ofDatabase} there, and the node ${ofNode}.`,
      "A packet of another generation is dropped at its entry, and again after it has waited for the record.",
    ],
  };
}
