import { ChartError } from "./chart-error.ts";
import type { Override, OverrideAction, OverrideFunction, OverrideTransitions } from "./override.ts";
import { OverrideError } from "./override-error.ts";
import { explained } from "./override-function.ts";
import { reorder } from "./procedure.ts";
import type { Action, ChartSpec, StateSpec, TransitionsSpec } from "./spec.ts";
import { suggest } from "./suggest.ts";
import { type AnyChart, statesOf } from "./tree.ts";
import { validate } from "./validate.ts";

type Table<T> = Readonly<Record<string, T>>;
type AnyAction = Action<never, never, unknown>;

/**
 * The charts with one override applied; nothing given is changed. Constants are not the charts' business:
 * see `checkConstants`.
 *
 * @throws OverrideError if it names a chart, guard, action, delay, step or state that is not there,
 * or if the chart does not hold together any more.
 */
export function applyOverride<T extends AnyChart>(
  charts: Readonly<Record<string, T>>,
  override: Override,
): Record<string, T> {
  if (!Object.hasOwn(charts, override.chart)) {
    throw new OverrideError(
      `chart: there is no chart "${override.chart}"${suggest(override.chart, Object.keys(charts))}`,
    );
  }
  const old: AnyChart = charts[override.chart] as T;
  const { steps, transitions } = override;
  let chart = withTables(old, override);
  if (steps !== undefined) chart = whole("steps", () => reorder(chart, steps));
  if (transitions !== undefined) chart = whole("transitions", () => withTransitions(chart, transitions));
  return { ...charts, [override.chart]: chart as T };
}

/**
 * Checks an override's constants against the known ones.
 *
 * @throws OverrideError for a constant that is unknown or no finite number.
 */
export function checkConstants(override: Override, known: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(override.constants ?? {})) {
    if (!Object.hasOwn(known, name)) {
      throw new OverrideError(
        `constants.${name}: there is no constant of that name${suggest(name, Object.keys(known))}`,
      );
    }
    if (!Number.isFinite(value))
      throw new OverrideError(`constants.${name}: must be a finite number, got ${String(value)}`);
  }
}

/** Says in which field of the override the chart it leads to fell apart. */
function whole(field: string, change: () => AnyChart): AnyChart {
  try {
    const chart = change();
    validate(chart);
    return chart;
  } catch (error) {
    if (error instanceof ChartError) throw new OverrideError(`${field}: ${error.message}`);
    throw error;
  }
}

function withTables(chart: AnyChart, override: Override): AnyChart {
  const { id, guards, actions, delays } = override;
  const told = (run: OverrideFunction, where: string): never => explained(run, id, where) as never;
  const table: Pick<ChartSpec<never, never, unknown>, "guards" | "actions" | "delays"> = {
    guards: swap(chart, "guards", chart.guards, guards, ({ sentence }, test, where) => ({
      // Another test may look at something else.
      sentence,
      test: told(test, where),
    })),
    actions: swap(chart, "actions", chart.actions, actions, (was, by, where) => actionOf(was, by, where, told)),
    delays: swap(chart, "delays", chart.delays ?? {}, delays, (was, us, where) => ({
      ...was,
      us: typeof us === "number" ? () => us : told(us, where),
    })),
  };
  return { ...chart, ...table };
}

/** A table with some entries replaced; an entry that is not there cannot be. */
function swap<T, R>(
  chart: AnyChart,
  field: string,
  table: Readonly<Record<string, T>>,
  replacements: Table<R> | undefined,
  replace: (was: T, by: R, where: string) => T,
): Readonly<Record<string, T>> {
  const next: Record<string, T> = { ...table };
  for (const [name, by] of Object.entries(replacements ?? {})) {
    const where = `${field}.${name}`;
    const was = Object.hasOwn(table, name) ? table[name] : undefined;
    if (was === undefined) {
      const kind = field.slice(0, -1);
      const hint = suggest(name, Object.keys(table));
      throw new OverrideError(`${where}: chart "${chart.id}" has no ${kind} of that name${hint}`);
    }
    next[name] = replace(was, by, where);
  }
  return next;
}

type Told = (run: OverrideFunction, where: string) => never;

function actionOf(was: AnyAction, by: OverrideAction, where: string, told: Told): AnyAction {
  const { sentence } = was;
  if (typeof by !== "function") {
    const { change, effect } = by;
    return {
      sentence,
      ...(change === undefined ? {} : { change: told(change, `${where}.change`) }),
      ...(effect === undefined ? {} : { effect: told(effect, `${where}.effect`) }),
    } as AnyAction;
  }
  if ("change" in was && "effect" in was) {
    throw new OverrideError(`${where}: both changes and asks; replace it by an object {change, effect}`);
  }
  return "change" in was ? { sentence, change: told(by, where) } : { sentence, effect: told(by, where) };
}

function withTransitions(chart: AnyChart, transitions: Table<OverrideTransitions>): AnyChart {
  let next = chart;
  const names = statesOf(chart).map(({ path }) => path.join("."));
  for (const [name, ways] of Object.entries(transitions)) {
    if (name !== "*" && !names.includes(name)) {
      const hint = suggest(name, ["*", ...names]);
      throw new OverrideError(`transitions.${name}: chart "${chart.id}" has no state of that name${hint}`);
    }
    const merge = (on: Table<TransitionsSpec> | undefined) => merged(on ?? {}, ways, `transitions.${name}`);
    if (name === "*") next = { ...next, on: merge(next.on) };
    else next = { ...next, states: at(next.states, name.split("."), (state) => ({ ...state, on: merge(state.on) })) };
  }
  return next;
}

function merged(on: Table<TransitionsSpec>, ways: OverrideTransitions, where: string): Record<string, TransitionsSpec> {
  const next: Record<string, TransitionsSpec> = { ...on };
  for (const [event, way] of Object.entries(ways)) {
    if (way !== null) {
      next[event] = way;
      continue;
    }
    if (!Object.hasOwn(on, event)) {
      throw new OverrideError(`${where}.${event}: there is nothing to remove${suggest(event, Object.keys(on))}`);
    }
    delete next[event];
  }
  return next;
}

/** The states with the one at the path replaced. */
function at(
  states: Table<StateSpec>,
  path: readonly string[],
  replace: (state: StateSpec) => StateSpec,
): Table<StateSpec> {
  const [name = "", ...below] = path;
  const state = states[name] ?? {};
  const next = below.length === 0 ? replace(state) : { ...state, states: at(state.states ?? {}, below, replace) };
  return { ...states, [name]: next };
}
