import type { ChartEvent, ChartSpec, StateSpec, TransitionsSpec } from "./spec.ts";
import { transitionsOf } from "./transitions.ts";
import { type AnyChart, list, type Path } from "./tree.ts";

/**
 * The same chart, which tells each transition it takes. It behaves as before: what is added to a transition is an effect
 * that asks for nothing. Charts that are not counted pay nothing.
 *
 * @param taken gets the place of the transition in `transitionsOf(chart)`, and what the chart sees
 */
export function countTransitions<C, E extends ChartEvent, F>(
  chart: ChartSpec<C, E, F>,
  taken: (index: number, c: C) => void,
): ChartSpec<C, E, F> {
  const transitions = transitionsOf(chart as unknown as AnyChart);
  const places = new Map(transitions.map(({ holder, by, trigger, nth }, i) => [key(holder, by, trigger, nth), i]));
  const told = (holder: Path, by: string, trigger: string, ways: TransitionsSpec): TransitionsSpec =>
    list(ways).map((way, nth) => ({
      ...way,
      actions: [actionName(places.get(key(holder, by, trigger, nth)) ?? -1), ...list(way.actions)],
    }));
  const table = (holder: Path, by: string, ways: Readonly<Record<string, TransitionsSpec>>) =>
    Object.fromEntries(Object.entries(ways).map(([trigger, one]) => [trigger, told(holder, by, trigger, one)]));
  const state = (path: Path, spec: StateSpec): StateSpec => ({
    ...spec,
    ...(spec.on === undefined ? {} : { on: table(path, "on", spec.on) }),
    ...(spec.always === undefined ? {} : { always: told(path, "always", "", spec.always) }),
    ...(spec.after === undefined ? {} : { after: table(path, "after", spec.after) }),
    ...(spec.states === undefined ? {} : { states: below(path, spec.states) }),
  });
  const below = (path: Path, states: Readonly<Record<string, StateSpec>>) =>
    Object.fromEntries(Object.entries(states).map(([name, spec]) => [name, state([...path, name], spec)]));
  const counters = transitions.map(({ name }, i) => {
    const effect = (c: C): undefined => {
      taken(i, c);
      return undefined;
    };
    return [actionName(i), { sentence: `Tells that "${name}" is taken.`, effect }];
  });
  return {
    ...chart,
    ...(chart.on === undefined ? {} : { on: table([], "on", chart.on) }),
    states: below([], chart.states),
    actions: { ...chart.actions, ...Object.fromEntries(counters) },
  };
}

function key(holder: Path, by: string, trigger: string, nth: number): string {
  return JSON.stringify([holder, by, trigger, nth]);
}

/** No action of a chart is called so. */
function actionName(index: number): string {
  return `(taken ${index})`;
}
