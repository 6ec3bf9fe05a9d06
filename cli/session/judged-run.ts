import { type Coverage, modelHash, type TraceEvent } from "../../model/index.ts";
import { Judge } from "../../properties/index.ts";
import { type RunVerdict, runVerdict } from "../../reports/index.ts";
import {
  type Choices,
  choicesFor,
  emptyTape,
  type RunResult,
  recording,
  simulate,
  type Tape,
  type WorldView,
} from "../../sim/index.ts";
import { version } from "../version.ts";
import type { Plan } from "./plan.ts";

/** A run, judged. */
export interface Outcome {
  readonly verdict: RunVerdict;
  readonly draws: number;
  readonly endUs: number;
  /** Looks at the world as the run left it. */
  readonly view: () => WorldView;
}

/** A run of which everything was kept. */
export interface RecordedOutcome extends Outcome {
  readonly events: readonly TraceEvent[];
  readonly tape: Tape;
}

/** How a run is made. */
export interface RunManner {
  readonly reproduce: string;
  /** Where decisions come from; the seed of the scenario if absent. */
  readonly choices?: Choices;
  /** Sees every event after it was judged. */
  readonly seen?: (event: TraceEvent) => void;
  /** Stop here, microseconds. */
  readonly untilUs?: number;
  /** Counts the transitions that are taken. */
  readonly coverage?: Coverage;
}

/** Runs a plan and judges it on the way; nothing is kept, so this is the fast way. */
export function judgedRun(plan: Plan, manner: RunManner): Outcome {
  const judge = new Judge(plan.setting);
  return finish(plan, manner, judge, (event) => judge.observe(event));
}

/** Runs a plan and keeps its events and its tape. */
export function recordedRun(plan: Plan, manner: RunManner): RecordedOutcome {
  const judge = new Judge(plan.setting);
  const events: TraceEvent[] = [];
  const tape = emptyTape();
  const choices = recording(manner.choices ?? choicesFor(plan.scenario), tape);
  const outcome = finish(plan, { ...manner, choices }, judge, (event) => {
    events.push(event);
    judge.observe(event);
    manner.seen?.(event);
  });
  return { ...outcome, events, tape };
}

function finish(plan: Plan, manner: RunManner, judge: Judge, observe: (event: TraceEvent) => void): Outcome {
  const { scenario, model } = plan;
  const { choices, untilUs, coverage } = manner;
  const result = simulate(scenario, {
    model: coverage?.watch(model) ?? model,
    observe,
    isUndecided: (atUs) => judge.isUndecided(atUs),
    ...(choices === undefined ? {} : { choices }),
    ...(untilUs === undefined ? {} : { untilUs }),
  });
  return outcomeOf(plan, judge, result, manner.reproduce);
}

/** A run that has ended, judged. */
export function outcomeOf(plan: Plan, judge: Judge, result: RunResult, reproduce: string): Outcome {
  const verdict = runVerdict(judge.finish(result.endUs), {
    seed: plan.scenario.seed,
    version: version(),
    modelHash: modelHash(plan.model),
    assumptions: plan.setting.inForce,
    traceHash: result.traceHash,
    reproduce,
  });
  return { verdict, draws: result.draws, endUs: result.endUs, view: result.view };
}
