import { modelFor, type Override, type Scenario } from "../../model/index.ts";
import type { ScenarioSize, ShrinkNote } from "../../reports/index.ts";
import {
  type Failing,
  injectedEvents,
  listedDecisions,
  type ShrinkOptions,
  shrink,
  workloadOf,
} from "../../sim/index.ts";
import { type RecordedOutcome, recordedRun } from "./judged-run.ts";
import { type Plan, planOf } from "./plan.ts";
import { watcher } from "./watcher.ts";

/** How much may be spent on shrinking, and who is told of it. */
export type ShrinkBudget = Pick<ShrinkOptions, "eventsMax" | "enough" | "better">;

/** A failing run, shortened. */
export interface ShrunkRun {
  readonly plan: Plan;
  readonly run: RecordedOutcome;
  readonly note: ShrinkNote;
  /** Events of the kernel that were spent. */
  readonly events: number;
}

/** What went wrong in a run: the property, when that was certain, the decisions if the seed alone does not repeat them. */
export interface Failure extends Omit<Failing, "scenario"> {
  readonly property: string;
}

/** The commands that repeat the run as it was found, and the short one. */
export interface Reproduce {
  readonly original: string;
  short(scenario: Scenario): string;
  /** How large the run was as it was found; absent: as it is given. */
  readonly size?: ScenarioSize;
}

/** What a run that failed by itself may cost: some seconds. */
const EVENTS_MAX = 10_000_000;

/**
 * Shortens a failing run; the same property goes on failing.
 *
 * @param reproduce the command that repeats the run as it was found, and that for the short one
 */
export function shrunkRun(
  plan: Plan,
  defects: readonly Override[],
  failure: Failure,
  reproduce: Reproduce,
  budget: Partial<ShrinkBudget> = {},
): ShrunkRun {
  const { property } = failure;
  const result = shrink(
    { ...failure, scenario: plan.scenario },
    {
      eventsMax: EVENTS_MAX,
      ...budget,
      modelFor: (scenario) => modelFor(scenario, defects),
      ...(defects.length === 0 ? {} : { soundModelFor: (scenario) => modelFor(scenario, []) }),
      watch: (scenario) => watcher(planOf(scenario, plan.model), property),
    },
  );
  const { scenario, attempts, isMinimal, events, echoes } = result;
  const short = planOf(scenario, modelFor(scenario, defects));
  const note = {
    property,
    before: reproduce.size ?? sizeOf(plan.scenario),
    after: sizeOf(scenario),
    runs: attempts,
    isMinimal,
    original: reproduce.original,
    ...(echoes === undefined ? {} : { echoes }),
  };
  return { plan: short, run: recordedRun(short, { reproduce: reproduce.short(scenario) }), note, events };
}

/** How large a scenario is. */
export function sizeOf(scenario: Scenario): ScenarioSize {
  const { nodes, durationUs } = scenario;
  const [decisions, workload] = [listedDecisions(scenario), workloadOf(scenario)];
  return {
    events: injectedEvents(scenario),
    nodes,
    durationUs,
    ...(workload === undefined ? {} : { workload }),
    ...(decisions === undefined ? {} : { decisions }),
  };
}
