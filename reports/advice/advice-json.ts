import { type Judged, type WindowTerm, windowSentences } from "../../model/index.ts";
import type { Advice, AdvisedCondition } from "./advice.ts";

/** What `advise --json` prints: times in microseconds, null for one without end. */
export function adviceJson({
  seed,
  folder,
  because,
  reproduce,
  terms,
  designs,
}: Advice): Readonly<Record<string, unknown>> {
  return {
    seed,
    folder,
    because,
    reproduce,
    windows: windowSentences,
    terms: Object.values(terms).map(({ leastUs, mostUs, ...term }: WindowTerm) => ({
      ...term,
      leastUs: finite(leastUs),
      mostUs: finite(mostUs),
    })),
    designs: designs.map(({ grace, isEmpty, conditions }) => ({ grace, isEmpty, conditions: conditions.map(plain) })),
  };
}

function plain({ window, title, judgement, inequality, why, remedy, runs, found }: AdvisedCondition): unknown {
  return {
    window,
    title,
    judgement,
    inequality: sum(inequality),
    why,
    remedy: remedy === undefined ? null : { sentence: remedy.sentence, inequality: sum(remedy.inequality ?? null) },
    witness: found,
    runs,
  };
}

function sum(judged: Judged | null): unknown {
  if (judged === null) return null;
  const { greater, lesser, judgement, shortUs } = judged;
  return { greater, lesser, judgement, shortUs: finite(shortUs) };
}

function finite(us: number): number | null {
  return Number.isFinite(us) ? us : null;
}
