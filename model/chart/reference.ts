import { clone } from "./clone.ts";
import { type CompiledChart, compile } from "./compile.ts";
import { difference } from "./difference.ts";
import { operationTable } from "./operations.ts";
import { compiledStep, type Outcome, type PureStep, type Told } from "./outcome.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";
import { inertScope, type MachineAction, type MachineSnapshot, toMachine } from "./to-machine.ts";
import { list } from "./tree.ts";

/**
 * The slow oracle: the chart's step by XState's own pure `transition`, with one reused scope. The data
 * are copied; every action works on the copy as it is at its moment.
 */
function referenceStep<C, E extends ChartEvent, F>(chart: ChartSpec<C, E, F>): PureStep<C, E, F> {
  const machine = toMachine(chart);
  const operations = operationTable(chart);
  let told: Told<F>[] = [];
  let given: E;
  const scope = inertScope((action) => {
    const operation = operations.get(action.type);
    if (operation === undefined) told.push(timerOf<F>(action));
    else if (operation.kind === "effect") {
      const effects = list(operation.run(action.info.context as C, given));
      told.push(...effects.map((effect): Told<F> => ({ kind: "effect", effect: clone(effect) })));
    }
  });
  return (leaf, c, e) => {
    told = [];
    given = e;
    const context = clone(c);
    const next =
      leaf === null
        ? machine.getInitialSnapshot(scope, { context, event: e })
        : machine.transition(machine.resolveState({ value: stateValue(leaf.split(".")), context }), e, scope);
    if (next.status === "error") throw next.error;
    return { leaf: leafOf(next), done: next.status === "done", context: next.context as C, told };
  };
}

/**
 * A check that the compiled chart and XState agree. It answers the common outcome; where both fail
 * (a circle of `always`) it throws the compiled chart's error.
 *
 * @throws Error naming chart, state, event and the first difference.
 */
export function agree<C, E extends ChartEvent, F>(
  chart: ChartSpec<C, E, F>,
  compiled: CompiledChart<C, E, F> = compile(chart),
): PureStep<C, E, F> {
  const slow = referenceStep(chart);
  const fast = compiledStep(compiled);
  return (leaf, c, e) => {
    const one = attempt(() => fast(leaf, c, e));
    const two = attempt(() => slow(leaf, c, e));
    // Only when it is needed: an event may carry whole databases.
    const where = (): string =>
      `chart "${chart.id}", state ${leaf === null ? "(start)" : `"${leaf}"`}, event ${JSON.stringify(e)}`;
    if ("error" in one) {
      if ("error" in two) throw one.error;
      throw new Error(`${where()}: only the compiled chart fails: ${String(one.error)}`, { cause: one.error });
    }
    if ("error" in two) {
      throw new Error(`${where()}: only XState fails: ${String(two.error)}`, { cause: two.error });
    }
    const found = difference(one.outcome, two.outcome, "outcome");
    if (found === undefined) return one.outcome;
    throw new Error(`${where()}: compiled and XState differ (in this order)\n  ${found}\n  data: ${JSON.stringify(c)}`);
  };
}

function attempt<C, F>(step: () => Outcome<C, F>): { outcome: Outcome<C, F> } | { error: unknown } {
  try {
    return { outcome: step() };
  } catch (error) {
    return { error };
  }
}

/** XState tells a timer as its own action: raise after a delay, or cancel. */
function timerOf<F>(action: MachineAction): Told<F> {
  const params = action.params as { id: string; delay: number; event: ChartEvent; sendId: string };
  if (action.type === "xstate.cancel") return { kind: "cancelTimer", key: params.sendId };
  return { kind: "setTimer", key: params.id, delayUs: params.delay, event: params.event };
}

/** The nested value XState keeps for a path of state names. */
function stateValue(path: readonly string[]): unknown {
  const [name = "", ...below] = path;
  return below.length === 0 ? name : { [name]: stateValue(below) };
}

function leafOf(snapshot: MachineSnapshot): string {
  const path: string[] = [];
  let value = snapshot.value;
  while (typeof value === "object" && value !== null) {
    const [name, below] = Object.entries(value)[0] ?? ["", ""];
    path.push(name);
    value = below;
  }
  return [...path, String(value)].join(".");
}
