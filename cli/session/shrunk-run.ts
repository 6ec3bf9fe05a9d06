import type { Override, Scenario } from "../../model/index.ts";
import type { ShrinkNote } from "../../reports/index.ts";
import type { RecordedOutcome } from "./judged-run.ts";
import type { Plan } from "./plan.ts";

/** How much may be spent on shrinking. */
export interface ShrinkBudget {
  /** Events of the kernel over all attempts: the same budget gives the same result on every machine. */
  readonly eventsMax: number;
  /** Asked before each attempt: true ends the shrinking with the best so far. */
  readonly enough?: () => boolean;
}

/** A failing run, shortened. */
export interface ShrunkRun {
  readonly plan: Plan;
  readonly run: RecordedOutcome;
  readonly note: ShrinkNote;
}

/** Shortens a failing run; the same property goes on failing. */
export type ShrinkRun = (
  plan: Plan,
  defects: readonly Override[],
  property: string,
  reproduce: (scenario: Scenario) => string,
  budget?: Partial<ShrinkBudget>,
) => ShrunkRun;
