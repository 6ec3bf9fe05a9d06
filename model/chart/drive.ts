import { clone } from "./clone.ts";
import { compile } from "./compile.ts";
import type { Outcome, Told } from "./outcome.ts";
import { pureChecked } from "./pure-checked.ts";
import { agree } from "./reference.ts";
import type { ChartEvent, ChartSpec } from "./spec.ts";
import { type AnyChart, list, type Path, stateAt } from "./tree.ts";

/** Draws a whole number from 0 below the bound. */
export type Draw = (bound: number) => number;

/** Where values come from: a list to choose from, or a function that makes one. */
export type Source<T> = readonly T[] | ((draw: Draw) => T);

/** What a drive saw: enough to tell whether it went anywhere. */
export interface Driven {
  readonly steps: number;
  readonly told: number;
  /** How often a step ended in each leaf state. */
  readonly visits: Readonly<Record<string, number>>;
  /** Leaf states in which a step could have ended, and none did. */
  readonly unvisited: readonly string[];
  /** Guards that were not seen to answer both yes and no. */
  readonly oneSided: readonly string[];
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
  const answers = new Set<string>();
  // Each look at the data is dear to check, and made again and again.
  const checked = noting(pureChecked(chart, 7), answers);
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
  const unvisited = compiled.leaves.filter((name) => visits[name] === 0 && mayRest(chart, name.split(".")));
  const isOneSided = (name: string): boolean => !answers.has(`true ${name}`) || !answers.has(`false ${name}`);
  return { steps, told, visits, unvisited, oneSided: Object.keys(chart.guards).filter(isOneSided) };
}

/** The same chart, whose guards note what they answered. */
function noting<C, E extends ChartEvent, F>(chart: ChartSpec<C, E, F>, answers: Set<string>): ChartSpec<C, E, F> {
  const guards = Object.entries(chart.guards).map(([name, guard]) => {
    const test = (c: C, e: E): boolean => {
      const answer = guard.test(c, e);
      answers.add(`${Boolean(answer)} ${name}`);
      return answer;
    };
    return [name, { ...guard, test }] as const;
  });
  return { ...chart, guards: Object.fromEntries(guards) };
}

/** Whether a step can end in the leaf: no `always` on it or above leads on unconditionally. */
function mayRest(chart: AnyChart, path: Path): boolean {
  const above = path.map((_, i) => stateAt(chart, path.slice(0, i + 1)));
  return !above.some((state) => list(state?.always).some((way) => way.guard === undefined && way.target !== undefined));
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
