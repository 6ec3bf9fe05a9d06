import type { ZooArea } from "../../fixtures/index.ts";
import { loadZoo, zooAreas } from "../../fixtures/index.ts";
import { type DefectScore, EXIT, type ExitCode, scoreLine, scoreText, type ZooScore } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { integer } from "../options/integer.ts";
import { knownNames } from "../options/names.ts";
import { checkedSeed } from "../options/seed.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { doAll } from "./do-all.ts";
import type { ScoreTask } from "./score-entry.ts";

/** The options of `zoo score`, as typed. */
export interface ScoreFlags {
  readonly seeds: string;
  readonly seed: string;
  readonly area?: string;
  readonly jobs: string;
  readonly json?: boolean;
}

/** Most runs that one defect is looked for in, and most processes. */
const SEEDS_MAX = 1_000_000;
/** Most processes that are asked for. */
export const JOBS_MAX = 256;

/**
 * `cluster-sim zoo score`: looks for every defect and shortens what is found. It ends with 0 once all are scored, found
 * or not.
 *
 * @param only ids to score; absent: all of the areas
 */
export async function score(io: Io, only: readonly string[], flags: ScoreFlags): Promise<ExitCode> {
  const seeds = integer(flags.seeds, "--seeds", 1, SEEDS_MAX);
  const jobs = integer(flags.jobs, "--jobs", 1, JOBS_MAX);
  const seed = checkedSeed(flags.seed);
  const chosen = entriesOf(only, flags.area);
  const tasks = chosen
    .filter(({ unmeasured }) => unmeasured === undefined)
    .map(({ id }): ScoreTask => ({ kind: "score", id, seed, seeds }));
  const scores = new Map<string, DefectScore>();
  const end = await doAll(io, tasks, {
    jobs: Math.min(jobs, tasks.length),
    done: (task, answer) => {
      const one = answer as DefectScore;
      if (task.kind === "score") scores.set(task.id, one);
      io.err(`${scores.size}/${tasks.length} ${scoreLine(one)}\n`);
    },
  });
  const result: ZooScore = {
    seed,
    seedsMax: seeds,
    version: version(),
    defects: tasks.flatMap(({ id }) => scores.get(id) ?? []),
    unmeasured: chosen.flatMap(({ id, unmeasured }) => (unmeasured === undefined ? [] : [{ id, why: unmeasured }])),
    interrupted: end === "interrupted",
  };
  io.out(flags.json === true ? `${JSON.stringify(result)}\n` : scoreText(result, io.look));
  return end === "interrupted" ? EXIT.interrupted : EXIT.holds;
}

function entriesOf(only: readonly string[], area: string | undefined) {
  const entries = loadZoo();
  if (only.length > 0) {
    if (area !== undefined) throw new UsageError("--area: entries are named already; leave it out, or name none");
    const ids = new Set(
      knownNames(
        only.join(",").toLowerCase(),
        "zoo",
        entries.map(({ id }) => id),
      ),
    );
    return entries.filter(({ id }) => ids.has(id));
  }
  if (area === undefined) return entries;
  const areas: readonly ZooArea[] = knownNames(area, "--area", zooAreas);
  return entries.filter((entry) => areas.includes(entry.area));
}
