import { OverrideError, withOverrides } from "../../../model/index.ts";
import { Judge } from "../../../properties/index.ts";
import type { Fate, KillWord } from "../../../reports/index.ts";
import { simulate } from "../../../sim/index.ts";
import { mayDiffer } from "./coverage.ts";
import type { Ground } from "./ground.ts";
import type { Mutant } from "./mutants.ts";
import type { SoundRun, SoundRuns } from "./sound-runs.ts";

/** A mutant that needs so many times the events of its sound run runs away. */
const RUNAWAY = 10;
const RUNS_AWAY = "runs away";

type Ran = { readonly by: string; readonly how: KillWord } | { readonly differs: boolean };

/**
 * What becomes of a mutant over the runs on its ground: the first run in which a property breaks that holds without it. One
 * that is merely left open is kept, and a later run may say more.
 */
export function fateOf(mutant: Mutant, ground: Ground, sound: SoundRuns): Fate {
  const tried: Tried = { id: mutant.id, ...ground, reached: 0, differing: 0 };
  try {
    return tryAll(mutant, sound, tried);
  } catch (error) {
    // The chart does not hold together without it: nobody could build this.
    if (error instanceof OverrideError && tried.reached === 0) return { ...tried, fate: "refused", by: error.message };
    throw error;
  }
}

interface Tried extends Ground {
  readonly id: string;
  reached: number;
  differing: number;
}

function tryAll(mutant: Mutant, { model, runs }: SoundRuns, tried: Tried): Fate {
  const wrong = withOverrides(model, [mutant.override]);
  let open: Fate | undefined;
  for (const run of runs.filter(({ heard }) => mayDiffer(mutant, heard))) {
    tried.reached += 1;
    const ran = ranAs(wrong, run);
    if ("differs" in ran) {
      if (ran.differs) tried.differing += 1;
      continue;
    }
    const fate: Fate = { ...tried, fate: "killed", ...ran, seed: run.scenario.seed };
    if (ran.by === RUNS_AWAY || ran.how !== "inconclusive") return fate;
    open ??= fate;
  }
  return open ?? { ...tried, fate: tried.reached === 0 ? "unreached" : tried.differing === 0 ? "same" : "survived" };
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
    if (broken !== undefined) return { by: broken.name, how: "violated" };
    if (result.events >= eventsMax) return { by: RUNS_AWAY, how: "inconclusive" };
    const [open] = bad;
    if (open !== undefined) return { by: `${open.name} unknown`, how: "inconclusive" };
    return { differs: result.traceHash !== traceHash };
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { by: `exception: ${message}`, how: "crashed" };
  }
}
