import { ChartError } from "./chart-error.ts";
import type { ChartEvent, ChartSpec, ProcedureSpec, StateSpec, StepExit, StepSpec, TransitionSpec } from "./spec.ts";
import { suggest } from "./suggest.ts";

/** The event by which a waiting step goes on: its `until` holds. */
export const RESUME = "RESUME";

/** The final state that follows the last step of every procedure. */
const DONE = "done";

/**
 * Turns ordered steps into a flat chart. A step with `until` waits for RESUME; a step without goes on
 * at once. Either takes its first allowed exit, else the next step; the last step leads to `done`.
 *
 * @throws ChartError for no step, a name used twice, or an exit to a name that is not there.
 */
export function procedure<C, E extends ChartEvent, F>(spec: ProcedureSpec<C, E, F>): ChartSpec<C, E, F> {
  const { id, sentence, source, guards, actions, delays, steps, ends } = spec;
  const first = steps[0];
  if (first === undefined) throw new ChartError(`procedure "${spec.id}": has no step`);
  const finals = [...new Set([DONE, ...(ends ?? [])])];
  const names = [...steps.map((step) => step.name), ...finals];
  for (const name of names) {
    if (name === "next") throw new ChartError(`procedure "${spec.id}": "next" is not a name, it means the next step`);
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw new ChartError(`procedure "${spec.id}": "${name}" names two steps or ends`);
    }
  }
  const states: Record<string, StateSpec> = {};
  for (const [index, step] of steps.entries()) {
    states[step.name] = stateOf(spec.id, step, steps[index + 1]?.name ?? DONE, names);
  }
  for (const name of finals) states[name] = { type: "final" };
  const tables = { guards, actions, ...(delays === undefined ? {} : { delays }) };
  return { id, sentence, source, ...tables, initial: first.name, states, steps };
}

function stateOf(id: string, step: StepSpec, next: string, names: readonly string[]): StateSpec {
  const ways = [...(step.exits ?? []).map((exit) => wayOf(id, step, exit, next, names)), { target: next }];
  return {
    sentence: step.sentence,
    entry: step.do ?? [],
    ...(step.until === undefined ? { always: ways } : { until: step.until, on: { [RESUME]: ways } }),
  };
}

function wayOf(id: string, step: StepSpec, exit: StepExit, next: string, names: readonly string[]): TransitionSpec {
  const target = exit.to === "next" ? next : exit.to;
  if (!names.includes(target)) {
    throw new ChartError(
      `procedure "${id}", step "${step.name}": an exit leads to "${target}", which is neither a step nor an end${suggest(target, names)}`,
    );
  }
  return {
    target,
    ...(exit.guard === undefined ? {} : { guard: exit.guard }),
    ...(exit.actions === undefined ? {} : { actions: exit.actions }),
    // A step that leads to itself is performed again, its `do` included.
    ...(target === step.name ? { reenter: true } : {}),
  };
}

/**
 * The same procedure with its steps in another order; a step that is not named is dropped. What was
 * added to a step's state by hand (`after`, further events, `exit`) stays.
 *
 * @throws ChartError if the chart is no procedure, a name is unknown or named twice, or a remaining
 * exit leads to a dropped step.
 */
export function reorder<C, E extends ChartEvent, F>(
  chart: ChartSpec<C, E, F>,
  order: readonly string[],
): ChartSpec<C, E, F> {
  const old = chart.steps;
  if (old === undefined) throw new ChartError(`chart "${chart.id}" is not a procedure: it has no steps to order`);
  const steps = order.map((name) => {
    const step = old.find((s) => s.name === name);
    if (step !== undefined) return step;
    throw new ChartError(
      `chart "${chart.id}" has no step of the name "${name}"${suggest(
        name,
        old.map((s) => s.name),
      )}`,
    );
  });
  const ends = Object.keys(chart.states).filter((name) => chart.states[name]?.type === "final");
  const fresh = procedure({ ...chart, steps, ends });
  const states: Record<string, StateSpec> = {};
  for (const [name, state] of Object.entries(fresh.states)) {
    const was = chart.states[name];
    const on = { ...was?.on, ...state.on };
    states[name] = { ...was, ...state, ...(Object.keys(on).length === 0 ? {} : { on }) };
  }
  return { ...chart, initial: fresh.initial, states, steps };
}
