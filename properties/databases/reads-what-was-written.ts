import type { ObservationOf, ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Property, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import type { Acknowledged, KnownValue } from "./known-value.ts";
import { needsVolatile, volatileNames } from "./needs-databases.ts";
import { Values, valueTypes } from "./values.ts";

/** What such a claim keeps. */
export interface ReadState {
  readonly values: Values;
  readonly volatile: ReadonlySet<string>;
}

/** How a claim about what a client reads is written down. */
export interface ReadClaim extends Pick<Property, "name" | "sentence"> {
  /** Is it about records that were deleted, or about those that were written? */
  readonly isAboutDeleted: boolean;
  /** Why nothing else may be read, for the third sentence. */
  readonly because: string;
}

/** Safety: a client reads what was acknowledged last, as long as one node that has it is there. */
export function readsWhatWasWritten({ name, sentence, isAboutDeleted, because }: ReadClaim): Property<ReadState> {
  return never<ReadState>({
    name,
    sentence,
    needs: [...new Set<ObservationType>(valueTypes)],
    applies: needsVolatile,
    initial: (setting) => ({ values: new Values(), volatile: volatileNames(setting) }),
    step({ values, volatile }, event) {
      if ("db" in event && !volatile.has(event.db)) return null;
      const known = values.observe(event);
      if (event.type !== "record-locked" || known === undefined || known.written === null) return null;
      if (known.allowed.has(event.value) || isDeleted(known) !== isAboutDeleted) return null;
      return misread(event, known, known.written, values.holdersOf(known, event.db), because);
    },
  });
}

function isDeleted({ allowed }: KnownValue): boolean {
  return allowed.size === 1 && allowed.has("");
}

function misread(
  event: ObservationOf<"record-locked"> & TraceEvent,
  known: KnownValue,
  written: Acknowledged,
  holders: readonly Pnn[],
  because: string,
): Violation {
  const { atUs, host, pid, db, key, value } = event;
  const expected = [...known.allowed].map(inWords).join(" or ");
  return {
    atUs,
    hosts: [...new Set([written.host, host])],
    why: [
      `At ${clock(atUs)} client ${pid} on ${node(host)} read ${inWords(value)} in ${key} of ${db}.`,
      `It should have been ${expected}: ${inWords(written.value)} was written last, on ${node(written.host)}, and acknowledged at ${clock(written.atUs)}; nodes that had it and have not left since: ${holders.join(", ")}.`,
      because,
    ],
  };
}

function inWords(value: string): string {
  return value === "" ? "nothing" : `"${value}"`;
}
