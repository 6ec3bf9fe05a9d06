import type { FailureStory, Likelihood, ShrinkNote } from "../../reports/index.ts";
import type { RecordedOutcome } from "./judged-run.ts";
import type { Plan } from "./plan.ts";
import { watchedRun } from "./watched-run.ts";

/** What a story tells besides the run itself. */
export interface StoryMore {
  /** Override files or names of defects, as given. */
  readonly defects: readonly string[];
  readonly shrunk?: ShrinkNote;
  readonly likelihood?: Likelihood;
}

/** Everything that the reports of a run folder are made from; the run is repeated, to look into it. */
export function storyOf(plan: Plan, run: RecordedOutcome, more: StoryMore): FailureStory {
  const { scenario, ledger } = plan;
  const { events, verdict, draws, endUs } = run;
  return { scenario, ledger, events, verdict, draws, endUs, ...watchedRun(plan, run.tape), ...more };
}
