import type { ObservationOf, Pnn, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { needsDatabases } from "./needs-databases.ts";

/** The first commit of an attempt, for each generation of a database. */
type Commits = Map<string, Map<number, ObservationOf<"database-committed"> & { readonly host: Pnn }>>;

/** One node's copies are merged, and the same records are pushed to all (facts/recovery.md §5, S6). */
export const copiesAreEqual = never<Commits>({
  name: "copies-are-equal-after-recovery",
  sentence: "One attempt to recover a database leaves the same records on all nodes, but for their rsn.",
  needs: ["database-committed", "database-step"],
  applies: needsDatabases,
  initial: () => new Map(),
  step(commits, event) {
    // An attempt that goes on to its commits may bring other records than the one before it.
    if (event.type === "database-step" && event.step === "commit") forget(commits, event.db);
    return event.type === "database-committed" ? judge(commits, event) : null;
  },
});

function forget(commits: Commits, db: string): void {
  if (db === "") commits.clear();
  else commits.delete(db);
}

function judge(commits: Commits, event: ObservationOf<"database-committed"> & TraceEvent): Violation | null {
  const { atUs, host, db, generation } = event;
  const ofDatabase = commits.get(db) ?? new Map();
  commits.set(db, ofDatabase);
  const first = ofDatabase.get(generation);
  if (first === undefined) {
    ofDatabase.set(generation, event);
    return null;
  }
  if (first.digest === event.digest && first.records === event.records) return null;
  return {
    atUs,
    hosts: [first.host, host],
    why: [
      `At ${clock(atUs)} ${db} was committed on ${node(host)} with ${event.records} records and digest ${event.digest}.`,
      `The same attempt, under generation ${generation}, had committed ${first.records} records with digest ${first.digest} on ${node(first.host)}.`,
      "Whoever has a record must find the same in it, wherever the next recovery takes it from.",
    ],
  };
}
