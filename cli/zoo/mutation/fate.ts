import { OverrideError, withOverrides } from "../../../model/index.ts";
import { Judge } from "../../../properties/index.ts";
import type { Fate } from "../../../reports/index.ts";
import { simulate } from "../../../sim/index.ts";
import { mayDiffer } from "./coverage.ts";
import type { Mutant } from "./mutants.ts";
import type { SoundRun, SoundRuns } from "./sound-runs.ts";

/** A mutant that needs so many times the events of its sound run runs away. */
const RUNAWAY = 10;

type Ran = { readonly by: string } | { readonly differs: boolean };

/** What becomes of a mutant over the runs of a lock: the first run in which a property breaks that holds without it. */
export function fateOf(mutant: Mutant, lock: string, { model, runs }: SoundRuns): Fate {
  const about = { id: mutant.id, lock };
  let reached = 0;
  let differing = 0;
  try {
    const wrong = withOverrides(model, [mutant.override]);
    for (const run of runs) {
      if (!mayDiffer(mutant, run.heard)) continue;
      reached += 1;
      const ran = ranAs(wrong, run);
      if ("by" in ran) return { ...about, fate: "killed", by: ran.by, seed: run.scenario.seed, reached, differing };
      if (ran.differs) differing += 1;
    }
  } catch (error) {
    // The chart does not hold together without it: nobody could build this.
    if (error instanceof OverrideError && reached === 0)
      return { ...about, fate: "refused", by: error.message, reached, differing };
    throw error;
  }
  const fate = reached === 0 ? "unreached" : differing === 0 ? "same" : "survived";
  return { ...about, fate, reached, differing };
}

function ranAs(model: SoundRuns["model"], { scenario, setting, holds, traceHash, events }: SoundRun): Ran {
  const judge = new Judge(setting);
  const eventsMax = events * RUNAWAY + 100_000;
  try {
    const result = simulate(scenario, {
      model,
      observe: (event) => judge.observe(event),
      stop: () => judge.violated,
      eventsMax,
    });
    const bad = judge
      .finish(result.endUs)
      .findings.filter(({ name, verdict }) => holds.has(name) && verdict !== "holds");
    const broken = bad.find(({ verdict }) => verdict === "violated");
    if (broken !== undefined) return { by: broken.name };
    if (result.events >= eventsMax) return { by: "runs away" };
    const [open] = bad;
    if (open !== undefined) return { by: `${open.name} unknown` };
    return { differs: result.traceHash !== traceHash };
  } catch (error) {
    return { by: `exception: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}` };
  }
}
