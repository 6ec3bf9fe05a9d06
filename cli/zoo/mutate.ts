import { loadSurvivors } from "../../fixtures/index.ts";
import { type LockDesign, lockDesigns, modelFor } from "../../model/index.ts";
import { EXIT, type ExitCode, type Fate, mutationScore, mutationText } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { gracesOf } from "../options/graces.ts";
import { integer } from "../options/integer.ts";
import { knownNames } from "../options/names.ts";
import { checkedSeed } from "../options/seed.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { doAll } from "./do-all.ts";
import { type Ground, grounds } from "./mutation/ground.ts";
import { mutantsOf } from "./mutation/mutants.ts";
import type { MutateTask } from "./mutation/mutate-some.ts";
import { JOBS_MAX } from "./score.ts";

/** The options of `zoo mutate`, as typed. */
export interface MutateFlags {
  readonly lock: string;
  readonly grace?: string;
  readonly seeds: string;
  readonly seed: string;
  readonly only?: string;
  readonly jobs: string;
  readonly json?: boolean;
}

/** Mutants of one task: few enough for a progress that moves. */
const TASK_SIZE = 8;
const SEEDS_MAX = 100_000;
const designs = Object.keys(lockDesigns) as LockDesign[];

/** `cluster-sim zoo mutate`: every name of the charts replaced by something wrong; who survives shows what no property minds. */
export async function mutate(io: Io, flags: MutateFlags): Promise<ExitCode> {
  const seeds = integer(flags.seeds, "--seeds", 1, SEEDS_MAX);
  const jobs = integer(flags.jobs, "--jobs", 1, JOBS_MAX);
  const seed = checkedSeed(flags.seed);
  const locks = knownNames(flags.lock, "--lock", designs);
  if (locks.length === 0) throw new UsageError(`--lock: expected one or several of ${designs.join(", ")}`);
  const graces = flags.grace === undefined ? [] : gracesOf(flags.grace);
  const tasks = grounds(locks, graces).flatMap((ground) => tasksOf(ground, idsOf(ground, flags.only), seed, seeds));
  if (tasks.length === 0)
    throw new UsageError(`--only: no mutant has "${flags.only}" in its name; they are called as in: cluster-sim names`);
  const fates = new Map<string, Fate>();
  let done = 0;
  const end = await doAll(io, tasks, {
    jobs: Math.min(jobs, tasks.length),
    done: (_task, answer) => {
      done += 1;
      for (const fate of answer as readonly Fate[]) keep(fates, fate);
      const killed = [...fates.values()].filter(({ fate }) => fate === "killed").length;
      if (io.progressColumns > 0)
        io.err(`\r${done}/${tasks.length} tasks, ${fates.size} mutants, ${killed} killed\u001b[K`);
    },
  });
  if (io.progressColumns > 0) io.err("\r\u001b[K");
  const reasons = loadSurvivors();
  const told = [...fates.values()].map((fate) => explained(fate, reasons));
  const about = {
    seed,
    seeds,
    locks,
    ...(graces.length === 0 ? {} : { graces }),
    version: version(),
    interrupted: end === "interrupted",
  };
  const score = mutationScore(about, told);
  io.out(flags.json === true ? `${JSON.stringify(score)}\n` : mutationText(score, io.look));
  return end === "interrupted" ? EXIT.interrupted : EXIT.holds;
}

function idsOf({ lock }: Ground, only: string | undefined): readonly string[] {
  const ids = mutantsOf(modelFor({ lock, dropped: [] })).map(({ id }) => id);
  return only === undefined ? ids : ids.filter((id) => id.includes(only));
}

function tasksOf(ground: Ground, ids: readonly string[], seed: string, seeds: number): readonly MutateTask[] {
  return Array.from({ length: Math.ceil(ids.length / TASK_SIZE) }, (_, index) => ({
    kind: "mutate",
    ground,
    seed,
    seeds,
    ids: ids.slice(index * TASK_SIZE, (index + 1) * TASK_SIZE),
  }));
}

/** Which of two fates on different grounds says more. */
const rank: readonly Fate["fate"][] = ["refused", "unreached", "same", "survived", "killed"];

function keep(fates: Map<string, Fate>, fate: Fate): void {
  const before = fates.get(fate.id);
  if (before === undefined || rank.indexOf(fate.fate) > rank.indexOf(before.fate)) fates.set(fate.id, fate);
}

function explained(fate: Fate, reasons: ReadonlyMap<string, string>): Fate {
  const why = reasons.get(fate.id);
  return why === undefined || fate.fate === "killed" || fate.fate === "refused" ? fate : { ...fate, why };
}
