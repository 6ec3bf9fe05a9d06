import { type AnyChart, countTransitions, transitionsOf } from "../chart/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import type { AnyProgramChart } from "../programs/index.ts";
import type { Model } from "./model.ts";

/** How often each transition was taken, by "chart/transition"; what was never taken is not in it. */
export type TransitionCounts = Readonly<Record<string, number>>;

/** Name of a transition among those of all charts. */
export function transitionKey(chart: string, transition: string): string {
  return `${chart}/${transition}`;
}

/** Counts the transitions that runs take. Keep one for many runs: its charts are compiled once. */
export class Coverage {
  private readonly counted = new WeakMap<AnyProgramChart, AnyProgramChart>();
  private readonly counts = new Map<string, number>();
  private readonly counting: (c: Context<ProcessData>) => boolean;

  /** @param counting tells whose transitions are counted; absent: everybody's */
  constructor(counting: (c: Context<ProcessData>) => boolean = () => true) {
    this.counting = counting;
  }

  /** The same model, its transitions counted here: it runs the same way, a little slower, under another model hash. */
  watch(model: Model): Model {
    const { versions } = model;
    return {
      ...model,
      charts: this.watched(model.charts),
      ...(versions === undefined
        ? {}
        : { versions: Object.fromEntries(Object.entries(versions).map(([name, one]) => [name, this.watch(one)])) }),
    };
  }

  /** What was counted since the last time; the next begins at nothing. */
  take(): TransitionCounts {
    const taken = Object.fromEntries(this.counts);
    this.counts.clear();
    return taken;
  }

  private watched(charts: Model["charts"]): Model["charts"] {
    return Object.fromEntries(Object.entries(charts).map(([id, chart]) => [id, this.watchedChart(chart)]));
  }

  private watchedChart(chart: AnyProgramChart): AnyProgramChart {
    const known = this.counted.get(chart);
    if (known !== undefined) return known;
    const keys = transitionsOf(chart as unknown as AnyChart).map(({ name }) => transitionKey(chart.id, name));
    const watched = countTransitions(chart, (index, c) => {
      if (!this.counting(c)) return;
      const key = keys[index] ?? "";
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    });
    this.counted.set(chart, watched);
    return watched;
  }
}

/** All transitions of a model by chart: those of CTDB's other versions in it too. */
export function transitionNames(model: Model): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const { charts } of [model, ...Object.values(model.versions ?? {})]) {
    for (const chart of Object.values(charts)) {
      const all = names.get(chart.id) ?? new Set();
      for (const { name } of transitionsOf(chart as unknown as AnyChart)) all.add(name);
      names.set(chart.id, all);
    }
  }
  return new Map([...names].map(([id, all]) => [id, [...all]]));
}
