import type { ChartSpec, StateSpec, TransitionSpec, TransitionsSpec } from "./spec.ts";

/** Any chart, whatever its data, events and effects: enough to read its structure, not to run it. */
export type AnyChart = ChartSpec<never, never, unknown>;

/** Where a state stands: the names from the top level down to it. */
export type Path = readonly string[];

/** A value that may stand alone or in a list, as a list. */
export function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** Every state of the chart with its path, parents before children, in the order written. */
export function statesOf(chart: AnyChart): { readonly path: Path; readonly state: StateSpec }[] {
  const found: { path: Path; state: StateSpec }[] = [];
  const visit = (states: Readonly<Record<string, StateSpec>>, above: Path): void => {
    for (const [name, state] of Object.entries(states)) {
      const path = [...above, name];
      found.push({ path, state });
      if (state.states !== undefined) visit(state.states, path);
    }
  };
  visit(chart.states, []);
  return found;
}

/** The state at a path, or undefined. */
export function stateAt(chart: AnyChart, path: Path): StateSpec | undefined {
  let states: Readonly<Record<string, StateSpec>> | undefined = chart.states;
  let state: StateSpec | undefined;
  for (const name of path) {
    state = states !== undefined && Object.hasOwn(states, name) ? states[name] : undefined;
    if (state === undefined) return undefined;
    states = state.states;
  }
  return state;
}

/** One kind of transition of a state: what sets it off, and the ways on in order. */
export interface Trigger {
  readonly by: "on" | "always" | "after";
  /** Event type or delay name; empty for `always`. */
  readonly name: string;
  readonly ways: readonly TransitionSpec[];
}

/** All transitions of a state, or of the chart level, in the order: on, always, after. */
export function triggersOf(state: Pick<StateSpec, "on" | "always" | "after">): Trigger[] {
  const named = (by: "on" | "after", table: Readonly<Record<string, TransitionsSpec>> | undefined): Trigger[] =>
    Object.entries(table ?? {}).map(([name, ways]) => ({ by, name, ways: list(ways) }));
  const always: Trigger[] = state.always === undefined ? [] : [{ by: "always", name: "", ways: list(state.always) }];
  return [...named("on", state.on), ...always, ...named("after", state.after)];
}

/**
 * The path a target means, as XState reads it: `name` is a sibling of the state that holds the
 * transition, `.name` one of its own children, `#chart.a.b` counts from the top. At the chart level
 * `name` and `.name` are the same. Undefined if there is no such state.
 */
export function resolveTarget(chart: AnyChart, holder: Path, target: string): Path | undefined {
  const path = target.startsWith("#")
    ? target.startsWith(`#${chart.id}.`)
      ? target.slice(chart.id.length + 2).split(".")
      : []
    : target.startsWith(".")
      ? [...holder, ...target.slice(1).split(".")]
      : [...holder.slice(0, -1), ...target.split(".")];
  return stateAt(chart, path) === undefined ? undefined : path;
}
