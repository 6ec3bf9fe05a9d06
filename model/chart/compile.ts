import { ChartError } from "./chart-error.ts";
import { generate } from "./generate.ts";
import { operationTable } from "./operations.ts";
import { type LeafPlan, type Move, type Plan, planOf } from "./plan.ts";
import type { ChartEvent, ChartSpec, Guard } from "./spec.ts";
import { MAX_ALWAYS, toMachine } from "./to-machine.ts";
import { list, stateAt } from "./tree.ts";

/** Where one activation of a chart stands; plain data, owned by the caller. */
export interface ChartInstance {
  /** Index into `leaves`. */
  leaf: number;
  /** Whether a final state was reached; it then reacts to nothing more. */
  done: boolean;
}

/** Who takes the requests of a chart. It must not step the same instance from inside. */
export interface Sink<F> {
  effect(effect: F): void;
  /** A state with `after` was entered: deliver `event` after `delayUs`, unless cancelled by the same key. */
  setTimer(key: string, delayUs: number, event: ChartEvent): void;
  /** The state was left; the timer may already have gone off. */
  cancelTimer(key: string): void;
}

/** A chart turned into functions; it holds no state of its own. */
export interface CompiledChart<C, E extends ChartEvent, F> {
  readonly id: string;
  /** Dotted path of each leaf state. */
  readonly leaves: readonly string[];
  /** For each leaf the guard that ends its wait (its own `until`, else the nearest above), or null. */
  readonly until: readonly (((c: C, e: E) => boolean) | null)[];
  /** For each leaf all that this guard looks at, if it says so. */
  readonly looksAt: readonly (Guard<C, E>["looksAt"] | null)[];
  readonly spec: ChartSpec<C, E, F>;
  /** Can an event of this type do anything, in any state? */
  reactsTo(type: string): boolean;
  /** Enters the initial state (its `always` included); sets leaf and done. */
  start(instance: ChartInstance, c: C, e: E, sink: Sink<F>): void;
  /**
   * Reacts to an event. False: nothing in the current state reacts to that type. An event whose guards
   * all refuse counts as reacted to.
   */
  step(instance: ChartInstance, c: C, e: E, sink: Sink<F>): boolean;
}

/**
 * Compiles a chart into generated functions with the semantics of XState.
 *
 * @throws ChartError for an unknown name or a construct that is not supported. While running, a circle
 * of `always` throws a ChartError too.
 */
export function compile<C, E extends ChartEvent, F>(chart: ChartSpec<C, E, F>): CompiledChart<C, E, F> {
  const plan = planOf(toMachine(chart));
  const leaves = plan.leaves.map((leaf) => leaf.path.join("."));
  const waits = plan.leaves.map((leaf) => waitOf(chart, leaf));
  const until = waits.map((guard) => guard?.test ?? null);
  const looksAt = waits.map((guard) => guard?.looksAt ?? null);
  return { id: chart.id, leaves, until, looksAt, spec: chart, ...functionsOf(chart, plan, leaves) };
}

type Functions<C, E extends ChartEvent, F> = Pick<CompiledChart<C, E, F>, "reactsTo" | "start" | "step">;

function functionsOf<C, E extends ChartEvent, F>(
  chart: ChartSpec<C, E, F>,
  plan: Plan,
  leaves: readonly string[],
): Functions<C, E, F> {
  const operations = operationTable(chart);
  const columns = [...new Set(plan.leaves.flatMap((leaf) => [...leaf.on.keys()]))];
  const code = generate(plan, columns, (name) => operations.get(name)?.kind === "change");
  const thing = (bound: string): unknown => {
    const name = bound.slice(bound.indexOf(" ") + 1);
    if (bound.startsWith("guard ")) return chart.guards[name]?.test;
    if (bound.startsWith("delay ")) return chart.delays?.[name]?.us;
    if (bound.startsWith("timer ")) return Object.freeze({ type: name });
    return operations.get(name)?.run;
  };
  const loops = (leaf: number): never => {
    throw new ChartError(
      `chart "${chart.id}", state "${leaves[leaf]}": \`always\` was taken ${MAX_ALWAYS} times in one step; its guards never let it rest`,
    );
  };
  const build = new Function("emit", "columns", "limit", "loops", ...code.names, code.source);
  const index = new Map(columns.map((type, i) => [type, i]));
  const functions = build(emit, index, MAX_ALWAYS, loops, ...code.bound.map(thing)) as Functions<C, E, F>;
  // An event that no state names still lets `always` be tried, where a chart can rest although there is one.
  const mayGoOn = plan.leaves.some(({ always }, leaf) => always.length > 0 && !isLeftAtOnce(always, leaf));
  return { ...functions, reactsTo: (type) => mayGoOn || index.has(type) };
}

/** Does its `always` lead out of a leaf whatever the data is? */
function isLeftAtOnce(always: readonly Move[], leaf: number): boolean {
  return always.every(({ next }) => next !== leaf) && always.some(({ guard }) => guard === undefined);
}

/** Hands over what an effect returned: nothing, one, or several in order. */
function emit<F>(sink: Sink<F>, effect: F | readonly F[] | undefined): void {
  if (effect === undefined) return;
  if (Array.isArray(effect)) for (const one of effect as readonly F[]) sink.effect(one);
  else sink.effect(effect as F);
}

/** What ends the wait of a leaf: a guard, or any of several. These are asked by their names, so that whoever replaces one is heeded. */
function waitOf<C, E extends ChartEvent, F>(
  chart: ChartSpec<C, E, F>,
  { path }: LeafPlan,
): Pick<Guard<C, E>, "test" | "looksAt"> | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const guards = list(stateAt(chart, path.slice(0, depth))?.until).flatMap((name) => chart.guards[name] ?? []);
    if (guards.length > 1) return { test: (c, e) => guards.some(({ test }) => test(c, e)) };
    if (guards.length === 1) return guards[0];
  }
  return undefined;
}
