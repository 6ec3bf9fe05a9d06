import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Property, Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { Commits, commitTypes, type KnownCommit, lowestSequence } from "./commits.ts";
import type { Acknowledged, KnownValue } from "./known-value.ts";
import { needsReplicated } from "./needs-databases.ts";

/** How a claim about what a transaction reads is written down. */
export interface CommitClaim extends Pick<Property, "name" | "sentence"> {
  /** Is it about one generation of the database, or about a recovery in between? */
  readonly isWithinGeneration: boolean;
  /** Why nothing else may be read, for the third sentence. */
  readonly because: string;
}

type Read = ObservationOf<"transaction-read"> & TraceEvent;

/** Safety: a transaction reads what was committed last, and no older sequence number. */
export function readsWhatWasCommitted({ isWithinGeneration, because, ...claim }: CommitClaim): Property<Commits> {
  return never<Commits>({
    ...claim,
    needs: [...new Set<ObservationType>(commitTypes)],
    applies: needsReplicated,
    initial: () => new Commits(),
    step(commits, event) {
      const known = commits.observe(event);
      if (event.type !== "transaction-read" || known === undefined) return null;
      const generation = commits.generationOf(event);
      const broken = brokenPromise(event, known);
      if (broken?.written == null || (broken.written.generation === generation) !== isWithinGeneration) return null;
      return misread(event, known, broken.written, because);
    },
  });
}

/** The value, or else the sequence number, that should have been read; undefined: there is nothing to say. */
function brokenPromise({ value, sequence }: Read, known: KnownCommit): KnownValue | undefined {
  if (known.value?.written != null && !known.value.allowed.has(value)) return known.value;
  return sequence < lowestSequence(known.sequence) ? known.sequence : undefined;
}

function misread(event: Read, known: KnownCommit, written: Acknowledged, because: string): Violation {
  const { atUs, host, pid, db, key, value, sequence } = event;
  const values = [...(known.value?.allowed ?? [])].map(inWords).join(" or ");
  const expected = known.value?.written == null ? "" : `${values} in it, and `;
  const holders = [...(known.sequence?.holders ?? [])].sort((one, other) => one - other);
  return {
    atUs,
    hosts: [...new Set([written.host, host])],
    why: [
      `At ${clock(atUs)} client ${pid} on ${node(host)} read ${inWords(value)} in ${key} of ${db}, and sequence number ${sequence}.`,
      `It should have been ${expected}sequence number ${lowestSequence(known.sequence)} or a higher one: a client on ${node(written.host)} was told so at ${clock(written.atUs)}; nodes that had it and have not left since: ${holders.join(", ")}.`,
      because,
    ],
  };
}

function inWords(value: string): string {
  return value === "" ? "nothing" : `"${value}"`;
}
