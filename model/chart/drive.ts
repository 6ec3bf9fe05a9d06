import { clone } from "./clone.ts";
import { compile } from "./compile.ts";
import type { Outcome, Told } from "./outcome.ts";
import { pureChecked } from "./pure-checked.ts";
import { agree } from "./reference.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";

/** Draws a whole number from 0 below the bound. */
export type Draw = (bound: number) => number;

/** Where values come from: a list to choose from, or a function that makes one. */
export type Source<T> = readonly T[] | ((draw: Draw) => T);

/** What a drive saw: enough to tell whether it went anywhere. */
export interface Driven {
  readonly steps: number;
  readonly told: number;
  /** How often each leaf state was reached by a step. */
  readonly visits: Readonly<Record<string, number>>;
  /** Leaf states no step led to. */
  readonly unvisited: readonly string[];
}

/**
 * Drives a chart through random steps, each judged against XState, and checks that guards and effects
 * only look. Now and then the data are drawn anew (others write them too), and a walk starts over or
 * in the midst; timers that were set go off like other events, sometimes after they were cancelled.
 *
 * @throws Error at the first difference.
 */
export function drive<C, E extends ChartEvent, F>(
  chart: ChartSpec<C, E, F>,
  contexts: Source<C>,
  events: Source<E>,
  steps: number,
  seed = 1,
): Driven {
  const draw = xorshift(seed);
  const checked = pureChecked(chart);
  const compiled = compile(checked);
  const step = agree(checked, compiled);
  const open = compiled.leaves.filter((leaf) => chart.states[leaf]?.type !== "final");
  const visits: Record<string, number> = Object.fromEntries(compiled.leaves.map((leaf) => [leaf, 0]));
  const timers: ChartEvent[] = [];
  let told = 0;
  let leaf: string | null = null;
  let context = from(contexts, draw);
  for (let i = 0; i < steps; i++) {
    if (draw(24) === 0) leaf = draw(2) === 0 ? null : (open[draw(open.length)] ?? null);
    if (draw(5) === 0) context = from(contexts, draw);
    const timer = timers[draw(4 * Math.max(1, timers.length))] as E | undefined;
    const outcome: Outcome<C, F> = step(leaf, context, timer ?? from(events, draw));
    visits[outcome.leaf] = (visits[outcome.leaf] ?? 0) + 1;
    told += outcome.told.length;
    remember(timers, outcome.told, draw);
    leaf = outcome.done ? null : outcome.leaf;
    context = outcome.context;
  }
  return { steps, told, visits, unvisited: compiled.leaves.filter((name) => visits[name] === 0) };
}

function from<T>(source: Source<T>, draw: Draw): T {
  if (typeof source === "function") return source(draw);
  const chosen = source[draw(source.length)];
  if (chosen === undefined) throw new RangeError("expected at least one context and one event to draw from");
  return clone(chosen);
}

/** Keeps the events of at most eight timers, the latest ones likely among them. */
function remember(timers: ChartEvent[], told: readonly Told<unknown>[], draw: Draw): void {
  for (const request of told) {
    if (request.kind !== "setTimer") continue;
    if (timers.length < 8) timers.push(request.event);
    else timers[draw(8)] = request.event;
  }
}

/** A small generator of its own: what is drawn here decides about tests, never about a simulation. */
function xorshift(seed: number): Draw {
  let x = Math.imul(seed | 0, 0x9e3779b1) || 1;
  return (bound) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % bound;
  };
}
