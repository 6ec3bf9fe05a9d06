import { operationsOf } from "./operations.ts";
import type { StateSpec, TransitionSpec, TransitionsSpec } from "./spec.ts";
import { type AnyChart, list, type Path, resolveTarget } from "./tree.ts";
import { validate } from "./validate.ts";

/** Plain data that can be written as JSON. */
export type Json = { readonly [key: string]: unknown };

/**
 * The chart as an XState machine configuration without implementations, as Stately's editor reads it.
 * Every target is counted from the top, so that nobody can read it otherwise.
 *
 * @throws ChartError if the chart is not valid.
 */
export function toXStateJson(chart: AnyChart): Json {
  validate(chart);
  return { id: chart.id, ...level(chart, [], chart) };
}

function level(chart: AnyChart, path: Path, state: StateSpec): Json {
  return {
    ...(state.sentence === undefined ? {} : { description: state.sentence }),
    ...(state.type === undefined ? {} : { type: state.type }),
    ...(state.until === undefined ? {} : { meta: { until: state.until } }),
    ...(state.initial === undefined ? {} : { initial: state.initial }),
    ...actions("entry", chart, state.entry),
    ...actions("exit", chart, state.exit),
    ...events("on", chart, path, state.on),
    ...(state.always === undefined ? {} : { always: ways(chart, path, state.always) }),
    ...events("after", chart, path, state.after),
    ...(state.states === undefined ? {} : { states: states(chart, path, state.states) }),
  };
}

function states(chart: AnyChart, path: Path, table: Readonly<Record<string, StateSpec>>): Json {
  return Object.fromEntries(Object.entries(table).map(([name, state]) => [name, level(chart, [...path, name], state)]));
}

function actions(field: string, chart: AnyChart, names: string | readonly string[] | undefined): Json {
  const parts = list(names).flatMap((name) =>
    operationsOf(name, chart.actions[name] as AnyChart["actions"][string]).map(([part]) => part),
  );
  return parts.length === 0 ? {} : { [field]: parts };
}

function events(
  field: string,
  chart: AnyChart,
  path: Path,
  table: Readonly<Record<string, TransitionsSpec>> | undefined,
): Json {
  if (table === undefined) return {};
  return {
    [field]: Object.fromEntries(Object.entries(table).map(([name, specs]) => [name, ways(chart, path, specs)])),
  };
}

function ways(chart: AnyChart, path: Path, specs: TransitionsSpec): Json[] {
  return list(specs).map((spec: TransitionSpec) => ({
    ...(spec.target === undefined
      ? {}
      : { target: `#${[chart.id, ...(resolveTarget(chart, path, spec.target) ?? [])].join(".")}` }),
    ...(spec.guard === undefined ? {} : { guard: spec.guard }),
    ...(spec.reenter === undefined ? {} : { reenter: spec.reenter }),
    ...actions("actions", chart, spec.actions),
  }));
}
