import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import { recordName } from "../picture/index.ts";
import { processKey } from "../process-key.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import type { Acknowledged } from "./known-value.ts";
import { needsVolatile, volatileNames } from "./needs-databases.ts";
import { Values, valueTypes } from "./values.ts";

/** A read that is under way. */
interface OpenRead {
  readonly record: string;
  readonly generation: number;
  /** What it may find: what was there when it began, and what was written since. */
  readonly allowed: Set<string>;
  readonly written: Acknowledged;
}

interface State {
  readonly values: Values;
  readonly volatile: ReadonlySet<string>;
  readonly open: Map<number, OpenRead>;
}

type Read = ObservationOf<"record-read"> & TraceEvent;

/** A write comes after all copies to read are called back: nobody reads what was there before (facts/recovery.md §1.6). */
export const readsAreCurrent = never<State>({
  name: "reads-are-current",
  sentence:
    "Whoever reads a record without locking it finds nothing older than what was acknowledged when he began, while his node is in the cluster.",
  needs: [...new Set<ObservationType>([...valueTypes, "read-began", "record-read"])],
  applies: needsVolatile,
  initial: (setting) => ({ values: new Values(), volatile: volatileNames(setting), open: new Map() }),
  step(state, event) {
    if ("db" in event && !state.volatile.has(event.db)) return null;
    state.values.observe(event);
    if (event.type === "read-began") begin(state, event);
    if (event.type === "record-written")
      for (const { record, allowed } of state.open.values()) if (record === recordName(event)) allowed.add(event.value);
    return event.type === "record-read" ? judge(state, event) : null;
  },
});

function begin({ values, open }: State, event: ObservationOf<"read-began"> & TraceEvent): void {
  open.delete(processKey(event));
  const known = values.of(event.host, event);
  if (known?.written == null) return;
  open.set(processKey(event), {
    record: recordName(event),
    generation: values.generationOf(event.host, event.db),
    allowed: new Set(known.allowed),
    written: known.written,
  });
}

function judge({ values, open }: State, event: Read): Violation | null {
  const { atUs, host, pid, db, key, value } = event;
  const read = open.get(processKey(event));
  open.delete(processKey(event));
  if (read === undefined || read.generation !== values.generationOf(host, db) || read.allowed.has(value)) return null;
  return {
    atUs,
    hosts: [...new Set([read.written.host, host])],
    why: [
      `At ${clock(atUs)} client ${pid} on ${node(host)} read ${inWords(value)} in ${key} of ${db}.`,
      `When it began ${inWords(read.written.value)} was there, written on ${node(read.written.host)} and acknowledged at ${clock(read.written.atUs)}.`,
      "Copies to read are called back before a record is written: an old one is not to be read.",
    ],
  };
}

function inWords(value: string): string {
  return value === "" ? "nothing" : `"${value}"`;
}
