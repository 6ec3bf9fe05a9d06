import {
  type AllowedEpisode,
  type AllowedHistory,
  Coverage,
  type Drill,
  type DrillAct,
  type Episode,
  type History,
  type Interval,
  lookOf,
  type Override,
  programFor,
  programs,
  type Scenario,
  sightings,
  transitionKey,
  transitionNames,
} from "../../model/index.ts";
import { type Choices, seeded } from "../choices/index.ts";
import { type LoneDesign, stageScenario } from "./lone-design.ts";
import { perform } from "./perform.ts";
import { type OpenEpisode, Stage } from "./stage.ts";
import { type Variant, variantsOf } from "./variants.ts";

/** A drill in the model. */
export interface Played {
  readonly history: History;
  /** Transitions of the helper's charts, and of its children's, that were taken, as "chart/transition". */
  readonly taken: readonly string[];
  /** What was done in which state. */
  readonly struck: readonly { readonly act: DrillAct; readonly state: string }[];
}

/** Real acts come late by up to this, microseconds. */
const LATE_US = 300_000;

/** The model's helper, alone with its parent, its lock and its competitors. Keep one for many drills. */
export class LoneHelper {
  readonly scenario: Scenario;
  private readonly variants: readonly Variant[];
  private readonly coverage: Coverage;

  constructor(design: LoneDesign, defects: readonly Override[] = []) {
    this.scenario = stageScenario(design);
    // What is counted is what the helper and its children do, not those who compete with it: they are elsewhere.
    this.coverage = new Coverage(({ d }) => d.pnn === 0);
    const variants = variantsOf(design, this.scenario, defects);
    this.variants = variants.map(({ model, ...rest }) => ({ ...rest, model: this.coverage.watch(model) }));
  }

  /** All transitions of the helper's charts, and of its children's, as "chart/transition". */
  transitions(): readonly string[] {
    const { lock } = this.scenario;
    const own = programFor("lock-helper", { lock, ctdb: "head" });
    const parts = lock === "fcntl" ? [own, programs["lock-check-child"]] : [own];
    const ids = parts.flatMap(({ main, rules }) => [main, ...rules]);
    const names = transitionNames(this.variant(0).model);
    const called = lock === "fcntl" ? [] : ["lease-release"];
    return [...ids, ...called].flatMap((id) => (names.get(id) ?? []).map((name) => transitionKey(id, name)));
  }

  /** Carries a drill out once, by the chart as it is shipped unless another variant is named. */
  play(drill: Drill, choices: Choices, lateUs = LATE_US, variant = 0): Played {
    this.coverage.take();
    const stage = new Stage(this.scenario, this.variant(variant), choices);
    const struck: { act: DrillAct; state: string }[] = [];
    for (const step of drill.steps) {
      if (step.kind === "act") {
        stage.runUntil(never, stage.world.draw("drill", [0, lateUs]));
        struck.push({ act: step.act, state: stage.state });
        perform(stage, step.act);
      } else if (step.kind === "answer") stage.runUntil(() => hasAnswered(stage), step.withinUs);
      else if (step.kind === "end") stage.runUntil(() => stage.over, step.withinUs);
      else stage.runUntil(never, step.forUs);
    }
    const history = stage.episodes.map((episode) => closed(episode, stage.startedUs));
    return { history, taken: Object.keys(this.coverage.take()), struck };
  }

  /** The ways in which a drill may go: those of so many draws of everything that takes its time. */
  allowed(drill: Drill, draws: number): readonly AllowedHistory[] {
    const ways = new Map<string, AllowedHistory>();
    for (const variant of this.variants.keys()) {
      for (let nth = 0; nth < draws; nth += 1) {
        const { history } = this.play(drill, seeded(`${drill.name}/${nth}`), LATE_US, variant);
        const look = history.map(lookOf).join();
        ways.set(look, widened(ways.get(look), history));
      }
    }
    return [...ways.values()];
  }

  private variant(nth: number): Variant {
    const variant = this.variants[nth];
    if (variant === undefined) throw new RangeError(`there is no variant ${nth}`);
    return variant;
  }
}

function never(): boolean {
  return false;
}

function hasAnswered(stage: Stage): boolean {
  return stage.closed || stage.episodes.some(({ byteUs }) => byteUs !== undefined);
}

function closed({ sinceUs, ...episode }: OpenEpisode, startedUs: number): Episode {
  return { ...episode, atUs: sinceUs - startedUs };
}

/** A way that went the same again: its times reach further. */
function widened(way: AllowedHistory | undefined, history: History): AllowedHistory {
  return history.map((episode, nth): AllowedEpisode => {
    const { act, bytes, other } = episode;
    const times = sightings.flatMap((what): (readonly [string, Interval])[] => {
      const us = episode[what];
      if (us === undefined) return [];
      const [least, most] = way?.[nth]?.[what] ?? [us, us];
      return [[what, [Math.min(least, us), Math.max(most, us)]]];
    });
    return { act, bytes, ...(other === undefined ? {} : { other }), ...Object.fromEntries(times) };
  });
}
