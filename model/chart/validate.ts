import { ChartError } from "./chart-error.ts";
import type { StateSpec, TransitionSpec } from "./spec.ts";
import { suggest } from "./suggest.ts";
import { type AnyChart, list, type Path, resolveTarget, statesOf, triggersOf } from "./tree.ts";

const STATE_KEYS = ["sentence", "type", "initial", "entry", "exit", "on", "always", "after", "until", "states"];
const FINAL_KEYS = ["sentence", "type", "entry"];
const WAY_KEYS = ["target", "guard", "actions", "reenter"];

/**
 * Refuses a chart that names something its tables do not hold, or that uses a construct which is
 * not supported (parallel, history, invoke, spawn, nested finals, wildcards).
 *
 * @throws ChartError naming the chart, the state and the name.
 */
export function validate(chart: AnyChart): void {
  if (!/^[^.#\s]+$/.test(chart.id)) throw new ChartError(`chart "${chart.id}": an id has no ".", "#" or space in it`);
  checkInitial(`chart "${chart.id}"`, chart);
  checkTransitions(chart, `chart "${chart.id}"`, [], chart);
  for (const { path, state } of statesOf(chart)) checkState(chart, path, state);
}

function checkState(chart: AnyChart, path: Path, state: StateSpec): void {
  const where = `chart "${chart.id}", state "${path.join(".")}"`;
  checkShape(where, path, state);
  if (state.states !== undefined) checkInitial(where, { initial: state.initial, states: state.states });
  for (const name of [...list(state.entry), ...list(state.exit)]) checkName(where, "action", name, chart.actions);
  for (const name of list(state.until)) checkName(where, "guard", name, chart.guards);
  checkTransitions(chart, where, path, state);
}

function checkShape(where: string, path: Path, state: StateSpec): void {
  const fail = (why: string): never => {
    throw new ChartError(`${where}: ${why}`);
  };
  if (!/^[^.#\s]+$/.test(path.at(-1) ?? "")) fail('a state name has no ".", "#" or space in it');
  if (state.type !== undefined && state.type !== "final") fail(`type "${String(state.type)}" is not supported`);
  if (state.type === "final" && path.length > 1) fail("a final state stands at the top level only");
  const allowed = state.type === "final" ? FINAL_KEYS : STATE_KEYS;
  const wrong = Object.keys(state).find((name) => !allowed.includes(name));
  if (wrong !== undefined) {
    fail(`"${wrong}" is not supported here; a ${state.type ?? "plain"} state has ${allowed.join(", ")}`);
  }
  if (state.states === undefined && state.initial !== undefined) fail(`starts in "${state.initial}" but has no states`);
}

function checkInitial(
  where: string,
  level: { readonly initial: string | undefined; readonly states: Readonly<Record<string, StateSpec>> },
): void {
  if (level.initial === undefined) throw new ChartError(`${where}: has states but no initial one`);
  if (!Object.hasOwn(level.states, level.initial)) {
    const known = suggest(level.initial, Object.keys(level.states));
    throw new ChartError(`${where}: no state named "${level.initial}" to start in${known}`);
  }
}

function checkTransitions(
  chart: AnyChart,
  where: string,
  path: Path,
  holder: Pick<StateSpec, "on" | "always" | "after">,
): void {
  for (const { by, name, ways } of triggersOf(holder)) {
    const at = `${where}, ${by}${name === "" ? "" : ` ${name}`}`;
    if (by === "on" && (name.includes("*") || name.startsWith("xstate.") || name === "")) {
      throw new ChartError(`${at}: an event is named in full; wildcards and XState's own events are not supported`);
    }
    if (by === "after") checkName(at, "delay", name, chart.delays ?? {});
    if (ways.length === 0) throw new ChartError(`${at}: has no way on; leave it out, or write {} to ignore the event`);
    for (const way of ways) checkWay(chart, at, path, way);
  }
}

function checkWay(chart: AnyChart, at: string, path: Path, way: TransitionSpec): void {
  if (typeof way !== "object" || way === null)
    throw new ChartError(`${at}: a transition is an object {${WAY_KEYS.join(", ")}}`);
  for (const key of Object.keys(way)) {
    if (!WAY_KEYS.includes(key))
      throw new ChartError(`${at}: "${key}" is not supported; a transition has ${WAY_KEYS.join(", ")}`);
  }
  if (way.guard !== undefined) checkName(at, "guard", way.guard, chart.guards);
  for (const name of list(way.actions)) checkName(at, "action", name, chart.actions);
  if (way.target !== undefined && resolveTarget(chart, path, way.target) === undefined) {
    const names = statesOf(chart).map((s) => s.path);
    const same = names.find((p) => p.at(-1) === way.target);
    const hint =
      same === undefined
        ? suggest(
            way.target,
            names.map((p) => p.join(".")),
          )
        : `; did you mean "#${chart.id}.${same.join(".")}"?`;
    throw new ChartError(`${at}: no state "${way.target}" can be reached by that name${hint}`);
  }
}

function checkName(where: string, kind: string, name: string, table: Readonly<Record<string, unknown>>): void {
  if (kind === "delay" && !Number.isNaN(Number(name))) {
    throw new ChartError(`${where}: a delay is named; "${name}" is a number`);
  }
  if (typeof name !== "string" || !Object.hasOwn(table, name)) {
    throw new ChartError(`${where}: no ${kind} named "${String(name)}"${suggest(String(name), Object.keys(table))}`);
  }
}
