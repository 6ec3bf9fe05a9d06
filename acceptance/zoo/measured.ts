import { processIo } from "../../cli/io.ts";
import { doAll } from "../../cli/zoo/do-all.ts";
import type { ScoreTask } from "../../cli/zoo/score-entry.ts";
import type { ZooEntry } from "../../fixtures/index.ts";
import type { DefectScore } from "../../reports/index.ts";

/** Campaigns that run beside each other, each in a process of its own, so that their CPU times can be told apart. */
const JOBS = 2;

/** Looks for an entry in several campaigns, and shortens what each finds. */
export async function scoresOf(
  { id }: ZooEntry,
  campaigns: readonly string[],
  seeds: number,
): Promise<readonly DefectScore[]> {
  const scores = new Map<string, DefectScore>();
  const tasks = campaigns.map((seed): ScoreTask => ({ kind: "score", id, seed, seeds }));
  const done = (task: { readonly seed: string }, answer: unknown): void => {
    scores.set(task.seed, answer as DefectScore);
  };
  await doAll(processIo(), tasks, { jobs: JOBS, done });
  return campaigns.flatMap((seed) => scores.get(seed) ?? []);
}
