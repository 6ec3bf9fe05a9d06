import { applyOverride, type CompiledChart, checkConstants, compile, type Override } from "../chart/index.ts";
import { type Constants, constantsWith } from "../constants/index.ts";
import type { Effect } from "../effect/index.ts";
import { assumptionsInForce } from "../ledger/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import { type AnyEvent, type AnyProgramChart, charts } from "../programs/index.ts";
import type { Scenario } from "../scenario/index.ts";

/** A chart made fast. */
export type CompiledProgramChart = CompiledChart<Context<ProcessData>, AnyEvent, Effect>;

/** A model of the cluster that can be run: charts, what deviates from the shipped ones, and constants. */
export interface Model {
  readonly charts: Readonly<Record<string, AnyProgramChart>>;
  /** Ids of the overrides in it, in the order they were applied. */
  readonly overrides: readonly string[];
  /** Constants that overrides replaced. */
  readonly constants: Readonly<Record<string, number>>;
}

const shipped: Model = { charts, overrides: [], constants: {} };

/** CTDB as shipped, defects included. */
export function standardModel(): Model {
  return shipped;
}

/**
 * A model with overrides applied, in order; the given one is not changed.
 *
 * @throws OverrideError naming the field that refers to something unknown.
 */
export function withOverrides(model: Model, overrides: readonly Override[]): Model {
  return overrides.reduce(withOverride, model);
}

// Thousands of runs share a model: its charts are compiled, and their steps made fast by the engine, once.
const derived = new WeakMap<Model, WeakMap<Override, Model>>();

function withOverride(model: Model, override: Override): Model {
  const known = derived.get(model)?.get(override);
  if (known !== undefined) return known;
  checkConstants(override, constantsWith());
  const result: Model = {
    charts: applyOverride(model.charts, override),
    overrides: [...model.overrides, override.id],
    constants: { ...model.constants, ...override.constants },
  };
  const siblings = derived.get(model) ?? new WeakMap<Override, Model>();
  derived.set(model, siblings.set(override, result));
  return result;
}

/** The model that a scenario runs: as shipped, with the repairs in force, then the defects. */
export function modelFor(scenario: Pick<Scenario, "lock" | "dropped">, defects: readonly Override[] = []): Model {
  const repairs = assumptionsInForce(scenario.lock, scenario.dropped).flatMap(
    (assumption) => assumption.overrides ?? [],
  );
  return withOverrides(shipped, [...repairs, ...defects]);
}

/** The constants of a run: what the scenario sets, and over that what the overrides replace. */
export function constantsFor(model: Model, scenario: Pick<Scenario, "set">): Constants {
  return constantsWith({ ...scenario.set, ...model.constants });
}

const compiledCharts = new WeakMap<AnyProgramChart, CompiledProgramChart>();

/** A chart made fast; each is compiled once. */
export function compiled(chart: AnyProgramChart): CompiledProgramChart {
  let fast = compiledCharts.get(chart);
  if (fast === undefined) {
    fast = compile(chart);
    compiledCharts.set(chart, fast);
  }
  return fast;
}
