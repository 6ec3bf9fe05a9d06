import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Setting, Violation } from "../property.ts";
import { clock, node, nodes } from "../sentences.ts";
import { commitTypes } from "./commits.ts";
import { Descent } from "./descent.ts";
import { needsDatabases } from "./needs-databases.ts";

/** The highest sequence number of a database that a client was told is committed. */
interface Flushed {
  readonly sequence: number;
  readonly host: Pnn;
  readonly atUs: number;
  /** Nodes that wrote it to their disks then. */
  readonly holders: Set<Pnn>;
}

interface State {
  readonly descent: Descent;
  readonly persistent: ReadonlySet<string>;
  readonly flushed: Map<string, Flushed>;
}

/** What is on a disk outlives its daemon and its host; a recovery takes the highest sequence number that it finds. */
export const flushedStays = never<State>({
  name: "flushed-stays",
  sentence:
    "The sequence number of a persistent database is never below one that a client was told, where a node that wrote that is back, after a power cut too.",
  needs: [...new Set<ObservationType>([...commitTypes, "database-corrupt"])],
  applies: (setting) =>
    needsDatabases(setting) ?? (persistentIn(setting).size > 0 ? null : "No persistent databases are configured."),
  initial: (setting) => ({ descent: new Descent(false), persistent: persistentIn(setting), flushed: new Map() }),
  step(state, event) {
    state.descent.observe(event);
    if (event.type === "database-corrupt") for (const { holders } of state.flushed.values()) holders.delete(event.host);
    if (event.type === "transaction-asked") goOn(state, event);
    if (event.type === "transaction-ended") acknowledge(state, event);
    return event.type === "transaction-read" ? judge(state, event) : null;
  },
});

function persistentIn({ databases = [] }: Setting): ReadonlySet<string> {
  return new Set(databases.filter(({ kind }) => kind === "persistent").map(({ name }) => name));
}

/** Whoever commits without any of those who wrote that leaves them behind: which of the two lasts is not claimed. */
function goOn({ descent, flushed }: State, { host, db }: ObservationOf<"transaction-asked"> & TraceEvent): void {
  const known = flushed.get(db);
  const here = descent.peersOf(host, db);
  if (known !== undefined && !here.some((pnn) => known.holders.has(pnn))) flushed.delete(db);
}

function acknowledge(
  { descent, persistent, flushed }: State,
  event: ObservationOf<"transaction-ended"> & TraceEvent,
): void {
  const { db, sequence, host, atUs, outcome } = event;
  if (outcome !== "committed" || !persistent.has(db) || sequence < (flushed.get(db)?.sequence ?? 0)) return;
  flushed.set(db, { sequence, host, atUs, holders: new Set(descent.peersOf(host, db)) });
}

function judge({ descent, flushed }: State, event: ObservationOf<"transaction-read"> & TraceEvent): Violation | null {
  const { db, host, sequence, atUs } = event;
  const known = flushed.get(db);
  if (known === undefined || sequence >= known.sequence) return null;
  const back = [...descent.peersOf(host, db)].filter((pnn) => known.holders.has(pnn)).sort((a, b) => a - b);
  if (back.length === 0) return null;
  return {
    atUs,
    hosts: [...new Set([known.host, host])],
    why: [
      `At ${clock(atUs)} a client on ${node(host)} read sequence number ${sequence} of ${db}.`,
      `At ${clock(known.atUs)} a client on ${node(known.host)} was told that ${known.sequence} is committed; ${nodes(back)} had written that, and took part in the last recovery.`,
      "A recovery takes the copy with the highest sequence number, and what is flushed is on the disk.",
    ],
  };
}
