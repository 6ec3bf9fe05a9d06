import { Coverage } from "../../../model/index.ts";
import { EXIT, type RunMore, signature } from "../../../reports/index.ts";
import { judgedRun, type Outcome, recordedRun } from "../../session/judged-run.ts";
import type { Plan } from "../../session/plan.ts";
import { reproduceLine } from "../../session/reproduce.ts";
import { firstDifference } from "../../session/same-twice.ts";
import type { Chunk } from "../campaign.ts";
import type { Message } from "../task.ts";
import type { PlanOf } from "./work-plans.ts";

/** Of so many runs in a row the first is made twice. */
const CHECKED_SHARE = 50;

/** In one run of so many the transitions that it takes are counted. */
const COVERED_SHARE = 20;

/** The charts that count are compiled once a worker. */
const coverage = new Coverage();

/**
 * Makes the runs of a chunk and says what became of each.
 *
 * @param tell waits until what was said is on its way: a run that never ends must be known to have begun
 */
export async function runChunk(chunk: Chunk, planOf: PlanOf, tell: (message: Message) => Promise<void>): Promise<void> {
  for (let index = chunk.first; index < chunk.first + chunk.count; index += 1) {
    const plan = planOf(index);
    const reproduce = reproduceLine("run", chunk.work.request, plan.scenario.seed);
    await tell({ kind: "begun", index });
    const message = attempt(plan, index, reproduce);
    await tell(message);
    if (message.kind === "run" && isBroken(message, chunk.stopAt)) return;
  }
}

function attempt(plan: Plan, index: number, reproduce: string): Extract<Message, { kind: "run" | "failed" }> {
  try {
    const isCovered = (index - 1) % COVERED_SHARE === 0;
    coverage.take(); // a run before that threw may have left something
    const { verdict, endUs } = judgedRun(plan, { reproduce, ...(isCovered ? { coverage } : {}) });
    const checked = (index - 1) % CHECKED_SHARE === 0;
    const difference = checked ? differenceOf(plan, verdict.traceHash, reproduce) : undefined;
    const more: RunMore = {
      index,
      simulatedUs: endUs,
      checked,
      ...(isCovered ? { coverage: coverage.take() } : {}),
      ...(difference === undefined ? {} : { difference }),
    };
    return { kind: "run", run: verdict, more };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error, plan, index, reproduce) };
  }
}

/** In what a second run of the same plan differs; undefined: in nothing. */
function differenceOf(plan: Plan, traceHash: string, reproduce: string): string | undefined {
  const again: Outcome = judgedRun(plan, { reproduce });
  if (again.verdict.traceHash === traceHash) return undefined;
  const found = firstDifference(recordedRun(plan, { reproduce }), recordedRun(plan, { reproduce }));
  return found ?? `the trace hash was ${traceHash} in the first run and ${again.verdict.traceHash} in the second`;
}

/** A run that threw: a bug of the simulator, or of a defect file. */
function failureOf(error: unknown, { scenario }: Plan, index: number, reproduce: string) {
  const { name, message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const first = `The run ended with ${name}: ${message}`;
  return {
    signature: signature("error", EXIT.bug, first),
    index,
    seed: scenario.seed,
    sentences: [first, stack],
    reproduce,
  };
}

function isBroken({ run }: Extract<Message, { kind: "run" }>, property: string | undefined): boolean {
  return run.properties.some(({ name, verdict }) => name === property && verdict === "violated");
}
