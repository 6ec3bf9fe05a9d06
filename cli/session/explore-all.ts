import { modelHash, type TraceEvent } from "../../model/index.ts";
import { Judge } from "../../properties/index.ts";
import { asDiverged, CampaignTally, type CampaignVerdict, EXIT, type RunVerdict } from "../../reports/index.ts";
import { choicesFor, type Exploration, type ExploreOptions, explore } from "../../sim/index.ts";
import { version } from "../version.ts";
import { outcomeOf, type RecordedOutcome, recordedRun } from "./judged-run.ts";
import { type Plan, planOf } from "./plan.ts";
import { variedChoices } from "./varied-choices.ts";

/** What is varied, and how far. */
export type Extent = Omit<ExploreOptions, "model" | "begin">;

/** The outcome of an exploration. */
export interface Explored {
  readonly exploration: Exploration;
  readonly summary: CampaignVerdict;
  /** The first run that failed, made again with everything kept. */
  readonly failure?: { readonly plan: Plan; readonly run: RecordedOutcome };
}

/** Judges every run of an exploration; stops at the first violation. */
export function exploreAll(plan: Plan, extent: Extent, reproduce: string): Explored {
  const campaign = new CampaignTally();
  let failure: Explored["failure"];
  const exploration = explore(plan.scenario, {
    ...extent,
    model: plan.model,
    begin: () => {
      const judge = new Judge(plan.setting);
      return {
        observe: (event) => judge.observe(event),
        end: (result, scenario, varied) => {
          const { verdict } = outcomeOf(plan, judge, result, reproduce);
          campaign.add(verdict);
          if (verdict.verdict !== "violated") return true;
          failure = again(planOf(scenario, plan.model), extent, varied.slice(1), verdict);
          return false;
        },
      };
    },
  });
  const cut = !exploration.exhausted && failure === undefined;
  const summary = campaign.verdict({
    seed: plan.scenario.seed,
    version: version(),
    modelHash: modelHash(plan.model),
    runsAsked: 0,
    assumptions: plan.setting.inForce,
    reproduce,
  });
  // A bound that was reached leaves open what lies behind it.
  const open = cut && summary.exitCode === EXIT.holds;
  const judged: CampaignVerdict = open ? { ...summary, verdict: "unknown", exitCode: EXIT.inconclusive } : summary;
  return { exploration, summary: judged, ...(failure === undefined ? {} : { failure }) };
}

/** The failing run once more, with its events and its tape. */
function again(plan: Plan, extent: Extent, values: readonly number[], first: RunVerdict): Explored["failure"] {
  let nowUs = 0;
  const seen = (event: TraceEvent): void => {
    nowUs = event.atUs;
  };
  const choices = variedChoices({ ...extent, values }, choicesFor(plan.scenario), () => nowUs);
  const run = recordedRun(plan, { reproduce: first.reproduce, choices, seen });
  return { plan, run: run.verdict.traceHash === first.traceHash ? run : { ...run, verdict: asDiverged(run.verdict) } };
}
