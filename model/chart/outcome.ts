import { clone } from "./clone.ts";
import type { CompiledChart, Sink } from "./compile.ts";
import type { ChartEvent } from "./spec.ts";

/** One request of a chart, as it was made. */
export type Told<F> =
  | { readonly kind: "effect"; readonly effect: F }
  | { readonly kind: "setTimer"; readonly key: string; readonly delayUs: number; readonly event: ChartEvent }
  | { readonly kind: "cancelTimer"; readonly key: string };

/** Everything that one step leads to. */
export interface Outcome<C, F> {
  /** Dotted path of the leaf state. */
  readonly leaf: string;
  readonly done: boolean;
  readonly context: C;
  readonly told: readonly Told<F>[];
}

/** A step as a pure function: from a leaf (null: not yet started), data and an event to the outcome. */
export type PureStep<C, E, F> = (leaf: string | null, c: C, e: E) => Outcome<C, F>;

/** A compiled chart as a pure function: it works on a copy of the data. */
export function compiledStep<C, E extends ChartEvent, F>(chart: CompiledChart<C, E, F>): PureStep<C, E, F> {
  return (leaf, c, e) => {
    const context = clone(c);
    const told: Told<F>[] = [];
    const sink: Sink<F> = {
      effect: (effect) => told.push({ kind: "effect", effect: clone(effect) }),
      setTimer: (key, delayUs, event) => told.push({ kind: "setTimer", key, delayUs, event }),
      cancelTimer: (key) => told.push({ kind: "cancelTimer", key }),
    };
    const instance = { leaf: leaf === null ? 0 : chart.leaves.indexOf(leaf), done: false };
    if (instance.leaf < 0) throw new TypeError(`chart "${chart.id}" has no leaf state "${leaf}"`);
    if (leaf === null) chart.start(instance, context, e, sink);
    else chart.step(instance, context, e, sink);
    return { leaf: chart.leaves[instance.leaf] ?? "", done: instance.done, context, told };
  };
}
