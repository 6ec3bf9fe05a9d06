import { scoreEntry } from "../../cli/zoo/score-entry.ts";
import type { ZooEntry } from "../../fixtures/index.ts";
import type { DefectScore } from "../../reports/index.ts";

/** An entry and what its campaigns came to. */
export interface Measured {
  readonly entry: ZooEntry;
  readonly scores: readonly DefectScore[];
}

/** Looks for an entry in several campaigns, and shortens what each finds. */
export async function measuredOf(entry: ZooEntry, campaigns: readonly string[], seeds: number): Promise<Measured> {
  const scores: DefectScore[] = [];
  for (const seed of campaigns)
    scores.push(await scoreEntry({ kind: "score", id: entry.id, seed, seeds }, process.cwd()));
  return { entry, scores };
}
