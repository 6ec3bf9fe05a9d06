/**
 * How a component is written down: a statechart as plain data, whose guards,
 * actions and delays are all named, documented and replaceable from outside.
 *
 * The types are generic over `C` (what the chart may read and change: the data
 * of its process, its own frame, the constants), `E` (its events) and `F` (its
 * effects, which are plain data: a chart never acts).
 */

/** Anything a chart reacts to. */
export interface ChartEvent {
  readonly type: string;
}

/** One field of the data: what `of[name]` is. */
export interface Field {
  readonly of: object;
  readonly name: string;
}

/** A named question about the data; it changes nothing. */
export interface Guard<C, E> {
  readonly sentence: string;
  readonly test: (c: C, e: E) => boolean;
  /**
   * All that a wait for it looks at beside its frame: one field of the data, or nothing (null), so that it need not be
   * asked again while frame and field stay as they are. Absent or undefined: anything, it is asked after each event.
   */
  readonly looksAt?: (c: C) => Field | null | undefined;
}

/** A named change of the data, in place; it does one thing. */
export interface Change<C, E> {
  readonly sentence: string;
  readonly change: (c: C, e: E) => void;
}

/** A named request to the outside world, returned as data; it changes nothing. */
export interface Effect<C, E, F> {
  readonly sentence: string;
  readonly effect: (c: C, e: E) => F | readonly F[] | undefined;
}

/** What a chart does on a transition, on entry or on exit. */
export type Action<C, E, F> = Change<C, E> | Effect<C, E, F>;

/** A named waiting time in microseconds, computed when its state is entered. */
export interface Delay<C> {
  readonly sentence: string;
  readonly us: (c: C) => number;
}

/** One possible way on: taken if its guard, or nothing, stands in the way. */
export interface TransitionSpec {
  readonly target?: string;
  readonly guard?: string;
  readonly actions?: string | readonly string[];
  readonly reenter?: boolean;
}

/** One way on, or several tried in order. */
export type TransitionsSpec = TransitionSpec | readonly TransitionSpec[];

/** A state; `until` names the guard that ends the wait of a procedure in it, or several, any of which does. */
export interface StateSpec {
  readonly sentence?: string;
  readonly type?: "final";
  readonly initial?: string;
  readonly entry?: string | readonly string[];
  readonly exit?: string | readonly string[];
  readonly on?: Readonly<Record<string, TransitionsSpec>>;
  readonly always?: TransitionsSpec;
  readonly after?: Readonly<Record<string, TransitionsSpec>>;
  readonly until?: string | readonly string[];
  readonly states?: Readonly<Record<string, StateSpec>>;
}

/** The tables of names that a chart's states refer to. */
export interface Names<C, E, F> {
  readonly guards: Readonly<Record<string, Guard<C, E>>>;
  readonly actions: Readonly<Record<string, Action<C, E, F>>>;
  readonly delays?: Readonly<Record<string, Delay<C>>>;
}

/** A whole component: one definition for diagram, simulator, explorer and oracle. */
export interface ChartSpec<C, E extends ChartEvent, F> extends Names<C, E, F> {
  readonly id: string;
  readonly sentence: string;
  /** The fact it models: section of the facts, Samba file. */
  readonly source: string;
  readonly initial: string;
  readonly on?: Readonly<Record<string, TransitionsSpec>>;
  readonly states: Readonly<Record<string, StateSpec>>;
  /** The ordered steps the states were made from, if the chart is a procedure. */
  readonly steps?: readonly StepSpec[];
}

/** One way out of a step; `to` is a step, `next`, or one of the procedure's ends. */
export interface StepExit {
  readonly guard?: string;
  readonly actions?: readonly string[];
  readonly to: string;
}

/**
 * One step of a procedure: what it does on entry, what it then waits for (nothing
 * if `until` is absent, any of several), and where it goes: the first exit whose guard allows it, else on.
 */
export interface StepSpec {
  readonly name: string;
  readonly sentence: string;
  readonly do?: readonly string[];
  readonly until?: string | readonly string[];
  readonly exits?: readonly StepExit[];
}

/** An ordered procedure: its steps are data, so that a defect can swap or drop them. */
export interface ProcedureSpec<C, E extends ChartEvent, F> extends Names<C, E, F> {
  readonly id: string;
  readonly sentence: string;
  readonly source: string;
  readonly steps: readonly StepSpec[];
  /** Names of the final states; `done` (reached after the last step) is always one. */
  readonly ends?: readonly string[];
}
