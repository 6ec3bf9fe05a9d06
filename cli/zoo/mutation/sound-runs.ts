import type { Model, Scenario } from "../../../model/index.ts";
import { modelFor } from "../../../model/index.ts";
import { Judge, type Setting } from "../../../properties/index.ts";
import { drawScenario, simulate } from "../../../sim/index.ts";
import { planOf } from "../../session/plan.ts";
import { listeningModel } from "./coverage.ts";
import type { Ground } from "./ground.ts";

/** One seed as the sound model runs it. */
export interface SoundRun {
  readonly scenario: Scenario;
  readonly setting: Setting;
  readonly traceHash: string;
  /** Events of the kernel. */
  readonly events: number;
  /** The properties that hold in it: only these can kill. */
  readonly holds: ReadonlySet<string>;
  /** Which names were asked, and what they answered. */
  readonly heard: ReturnType<ReturnType<typeof listeningModel>["heard"]>;
}

/** The sound runs of one lock design, with or without a design of grace. */
export interface SoundRuns {
  readonly model: Model;
  readonly runs: readonly SoundRun[];
  /** Charts that some run used. */
  readonly charts: ReadonlySet<string>;
}

/** Runs `<seed>/1` to `<seed>/<runs>` with every assumption in force. */
export function soundRuns(ground: Ground, seed: string, runs: number): SoundRuns {
  const model = modelFor({ lock: ground.lock, dropped: [] });
  const listening = listeningModel(model);
  const done = Array.from({ length: runs }, (_, index): SoundRun => {
    const scenario = drawScenario(`${seed}/${index + 1}`, { ...ground, set: {}, dropped: [] });
    const { setting } = planOf(scenario, model);
    const judge = new Judge(setting);
    listening.heard();
    const result = simulate(scenario, { model: listening.model, observe: (event) => judge.observe(event) });
    const { findings } = judge.finish(result.endUs);
    return {
      scenario,
      setting,
      traceHash: result.traceHash,
      events: result.events,
      holds: new Set(findings.filter(({ verdict }) => verdict === "holds").map(({ name }) => name)),
      heard: listening.heard(),
    };
  });
  const charts = new Set(done.flatMap(({ heard }) => [...heard].map((key) => key.split(" ")[0] ?? "")));
  return { model, runs: done, charts };
}
