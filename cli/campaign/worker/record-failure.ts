import { asDiverged } from "../../../reports/index.ts";
import { processIo } from "../../io.ts";
import { type RecordedOutcome, recordedRun } from "../../session/judged-run.ts";
import type { Plan } from "../../session/plan.ts";
import { reproduceLine } from "../../session/reproduce.ts";
import { writeRunFolder } from "../../session/run-folder.ts";
import type { RecordTask } from "../lanes/task.ts";
import type { PlanOf } from "./work-plans.ts";

/** Makes a failing run again with everything kept and writes its folder; gives the folder's path. */
export function recordFailure(task: RecordTask, planOf: PlanOf): string {
  const { request } = task.chunk.work;
  const plan: Plan = planOf(task.chunk.first);
  const first = recordedRun(plan, { reproduce: reproduceLine("run", request, plan.scenario.seed) });
  const run: RecordedOutcome = task.property === "diverged" ? { ...first, verdict: asDiverged(first.verdict) } : first;
  return writeRunFolder({ ...processIo(), cwd: task.cwd }, task.out, plan, run, { defects: request.defects });
}
