import { type TransitionCounts, transitionKey } from "../../model/index.ts";

/** What runs took of the charts. */
export interface ChartCoverage {
  /** Transitions that were taken, and all there are, of the charts that were entered. */
  readonly taken: number;
  readonly all: number;
  /** Those of entered charts that were never taken, as "chart: transition". */
  readonly never: readonly string[];
  /** Charts in which nothing ever happened: another lock, another version, or a blind spot. */
  readonly unused: readonly string[];
}

/**
 * Adds up what was taken of each chart.
 *
 * @param names all transitions of each chart, as `transitionNames` gives them
 */
export function chartCoverage(names: ReadonlyMap<string, readonly string[]>, counts: TransitionCounts): ChartCoverage {
  const charts = [...names].map(([chart, all]) => {
    const never = all.filter((name) => (counts[transitionKey(chart, name)] ?? 0) === 0);
    return { chart, all: all.length, never, taken: all.length - never.length };
  });
  const used = charts.filter(({ taken }) => taken > 0);
  return {
    taken: used.reduce((sum, { taken }) => sum + taken, 0),
    all: used.reduce((sum, { all }) => sum + all, 0),
    never: used.flatMap(({ chart, never }) => never.map((name) => `${chart}: ${name}`)),
    unused: charts.filter(({ taken, all }) => taken === 0 && all > 0).map(({ chart }) => chart),
  };
}
