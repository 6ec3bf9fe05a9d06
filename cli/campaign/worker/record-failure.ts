import { asDiverged } from "../../../reports/index.ts";
import { processIo } from "../../io.ts";
import { readDefects } from "../../session/inputs.ts";
import { type RecordedOutcome, recordedRun } from "../../session/judged-run.ts";
import { keepFailure } from "../../session/keep-failure.ts";
import type { Plan } from "../../session/plan.ts";
import { reproduceLine } from "../../session/reproduce.ts";
import type { RecordTask } from "../task.ts";
import type { PlanOf } from "./work-plans.ts";

/** Makes a failing run again with everything kept, writes its folder and its shortest story; gives the folder's path. */
export async function recordFailure(task: RecordTask, planOf: PlanOf): Promise<string> {
  const { chunk, cwd, out, property, shrink } = task;
  const { request } = chunk.work;
  const plan: Plan = planOf(chunk.first);
  const first = recordedRun(plan, { reproduce: reproduceLine("run", request, plan.scenario.seed) });
  const run: RecordedOutcome = property === "diverged" ? { ...first, verdict: asDiverged(first.verdict) } : first;
  const { defects } = request;
  const overrides = await readDefects(defects, cwd);
  const keeping = { out, defects, overrides, shrinks: shrink && property !== "diverged", property };
  return keepFailure({ ...processIo(), cwd }, plan, run, keeping).folder;
}
