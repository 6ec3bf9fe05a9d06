import type { CampaignTally, FailureData } from "../../reports/index.ts";
import type { Chunk } from "./campaign.ts";
import type { ChunkAbout } from "./chunks.ts";
import type { LocalCampaign } from "./local-campaign.ts";
import type { RecordTask } from "./task.ts";

/** Failures of these kinds end no run, so there is nothing to be kept. */
const unfinished: ReadonlySet<string> = new Set(["time-limit", "error"]);

/** Where runs are written, and how many of each kind. */
export interface KeptRuns {
  readonly keep: number;
  /** Shorten the very first of each kind. */
  readonly shrink: boolean;
  /** The folder in which run folders are made, as a user would type it. */
  readonly out: string;
  readonly cwd: string;
}

/**
 * Has the first runs of each kind of failure written to folders; the very first is shortened too.
 *
 * @returns the folder of the first run of each kind, by the name of its signature
 */
export async function recordFailures(
  campaign: LocalCampaign,
  tally: CampaignTally,
  about: ChunkAbout,
  kept: KeptRuns,
): Promise<ReadonlyMap<string, string>> {
  const kinds = tally.failures.data().filter(({ example }) => !unfinished.has(example.signature.property));
  const tasks = kinds.flatMap((kind) => tasksOf(kind, about, kept));
  const folders = await campaign.record(tasks);
  const found = new Map<string, string>();
  for (const { example } of kinds) {
    const folder = folders[tasks.findIndex(({ chunk }) => chunk.first === example.index)];
    if (folder !== undefined) found.set(example.signature.id, folder);
  }
  return found;
}

function tasksOf(
  { example, runs }: FailureData,
  about: ChunkAbout,
  { keep, out, cwd, shrink: shrinks }: KeptRuns,
): RecordTask[] {
  return runs.first.slice(0, keep).map(({ index, seed }) => {
    const chunk: Chunk = { ...about, id: seed, place: 0, first: index, count: 1 };
    const shrink = shrinks && index === example.index;
    return { kind: "record", chunk, cwd, out, property: example.signature.property, shrink };
  });
}
