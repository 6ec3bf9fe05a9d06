import type { WindowTerm } from "../../model/index.ts";
import type { Advice, AdvisedCondition } from "./advice.ts";

/** What `advise --json` prints: times in microseconds, null for one without end. */
export function adviceJson({ seed, folder, because, terms, designs }: Advice): Readonly<Record<string, unknown>> {
  return {
    seed,
    folder,
    because,
    terms: Object.values(terms).map(({ leastUs, mostUs, ...term }: WindowTerm) => ({
      ...term,
      leastUs: finite(leastUs),
      mostUs: finite(mostUs),
    })),
    designs: designs.map(({ grace, isEmpty, conditions }) => ({ grace, isEmpty, conditions: conditions.map(plain) })),
  };
}

function plain({ window, title, judgement, inequality, why, runs, found }: AdvisedCondition): unknown {
  return {
    window,
    title,
    judgement,
    inequality:
      inequality === null
        ? null
        : { greater: inequality.greater, lesser: inequality.lesser, shortUs: finite(inequality.shortUs) },
    why,
    witness: found,
    runs,
  };
}

function finite(us: number): number | null {
  return Number.isFinite(us) ? us : null;
}
