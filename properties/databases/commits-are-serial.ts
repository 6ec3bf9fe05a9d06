import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";
import { never } from "../never.ts";
import type { Violation } from "../property.ts";
import { clock, node } from "../sentences.ts";
import { Commits, commitTypes, isAcknowledged, type KnownCommit, lowestSequence } from "./commits.ts";
import { needsReplicated } from "./needs-databases.ts";

/** Of two transactions with one sequence number neither has seen the other (facts/recovery.md §5, S10). */
export const commitsAreSerial = never<Commits>({
  name: "commits-are-serial",
  sentence: "A transaction that is committed has a higher sequence number than those that were committed before it.",
  needs: [...new Set<ObservationType>(commitTypes)],
  applies: needsReplicated,
  initial: () => new Commits(),
  step(commits, event) {
    const known = commits.observe(event);
    if (event.type !== "transaction-ended" || known === undefined || !isAcknowledged(event)) return null;
    return judge(event, known);
  },
});

function judge(event: ObservationOf<"transaction-ended"> & TraceEvent, { sequence }: KnownCommit): Violation | null {
  const { atUs, host, pid, db, outcome } = event;
  const before = sequence?.written;
  if (before == null || event.sequence > lowestSequence(sequence)) return null;
  return {
    atUs,
    hosts: [...new Set([before.host, host])],
    why: [
      `At ${clock(atUs)} client ${pid} on ${node(host)} ${outcome === "assumed" ? "took" : "was told of"} its transaction over ${db} as committed, with sequence number ${event.sequence}.`,
      `At ${clock(before.atUs)} a client on ${node(before.host)} was told of another one, with sequence number ${before.value}.`,
      "Each transaction begins with what the last one has left; of two that began alike one is lost.",
    ],
  };
}
