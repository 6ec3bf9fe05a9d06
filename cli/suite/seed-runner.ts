import type { RunVerdict } from "../../reports/index.ts";
import { readDefects, settled } from "../session/inputs.ts";
import { judgedRun } from "../session/judged-run.ts";
import { planner } from "../session/plan.ts";
import { reproduceLine } from "../session/reproduce.ts";
import type { RunRequest } from "../session/request.ts";

/** What is run: the options of `cluster-sim run`, under the names of its request; all may be left out. */
export type SuiteOptions = Partial<Omit<RunRequest, "seed">>;

/** Runs one seed to its end and judges it. */
export type SeedRun = (seed: string) => RunVerdict;

/**
 * Reads what the options name (scenario, defects) and gives the function that runs seeds.
 *
 * @param cwd where relative paths of the options begin
 * @throws UsageError, ScenarioError or OverrideError for options that name something unknown
 *
 * @example
 * const run = await seedRunner({ lock: "none" });
 * fc.assert(fc.property(fc.string({ minLength: 1 }), (seed) => run(seed).exitCode === 0));
 */
export async function seedRunner(options: SuiteOptions = {}, cwd = process.cwd()): Promise<SeedRun> {
  const request: Omit<RunRequest, "seed"> = {
    set: {},
    drop: [],
    asShipped: false,
    defects: [],
    ...options,
  };
  // The request's own seed is not used: each run brings one.
  const of = (seed: string): RunRequest => ({ ...request, seed });
  const [, scenario] = await settled(of("1"), true, cwd);
  const planOf = planner(of("1"), { scenario, defects: await readDefects(request.defects, cwd) });
  return (seed) => judgedRun(planOf(seed), { reproduce: reproduceLine("run", of(seed), seed) }).verdict;
}
