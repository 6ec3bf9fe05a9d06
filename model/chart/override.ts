import type { TransitionsSpec } from "./spec.ts";

/** A function of an override: it gets what the chart may read (`c`) and the event at hand (`e`). */
export type OverrideFunction = (c: never, e: never) => unknown;

/**
 * What an action is replaced by. A plain function keeps the kind (change or effect) of what it replaces;
 * an object says the kind, and with both the change comes first.
 */
export type OverrideAction =
  | OverrideFunction
  | { readonly change?: OverrideFunction; readonly effect?: OverrideFunction };

/** Ways on by event type; null takes the event out of the state. */
export type OverrideTransitions = Readonly<Record<string, TransitionsSpec | null>>;

/**
 * A deviation from one chart, applied from outside by names alone: a defect, or a repair. An override
 * file exports one by default, or a list of them under one id. `cluster-sim names` lists every name.
 *
 * @example
 * export default { id: "everybody-leads", chart: "election", guards: { isLeader: () => true } };
 */
export interface Override {
  /** Name of the deviation. */
  readonly id: string;
  /** Id of the chart that deviates. */
  readonly chart: string;
  /** Questions answered differently: `(c, e) => boolean`, changing nothing. */
  readonly guards?: Readonly<Record<string, OverrideFunction>>;
  /** Things done differently: `(c, e) => …`. */
  readonly actions?: Readonly<Record<string, OverrideAction>>;
  /** Waiting times in microseconds, fixed or `(c) => number`. */
  readonly delays?: Readonly<Record<string, number | OverrideFunction>>;
  /** Constants of the model, in the unit their name says. */
  readonly constants?: Readonly<Record<string, number>>;
  /** A procedure's steps in another order; a step that is not named is dropped. */
  readonly steps?: readonly string[];
  /** Per state (dotted path, or `*` for the chart level) other ways on. */
  readonly transitions?: Readonly<Record<string, OverrideTransitions>>;
  /** A scenario in which the deviation shows. */
  readonly scenario?: unknown;
  /** What is expected to be found. */
  readonly expect?: unknown;
}
