/** How a number was distributed over the runs; percentiles by nearest rank. */
export interface Distribution {
  readonly n: number;
  readonly median: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  /** To one decimal. */
  readonly mean: number;
  /** One a run, in the order of the seeds: those of two designs are pairs. */
  readonly values: readonly number[];
}

/** A number of one design less that of the first one, run by run. */
export interface Difference {
  readonly n: number;
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
  readonly mean: number;
  /** Runs in which it is less, the same, more. */
  readonly less: number;
  readonly same: number;
  readonly more: number;
}

/** The distribution of some numbers; all 0 of none. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = inOrder(values);
  const at = (percent: number): number => rank(sorted, percent);
  return {
    n: values.length,
    median: at(50),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    max: sorted.at(-1) ?? 0,
    mean: meanOf(values),
    values,
  };
}

/** The differences of pairs. @param first the numbers of the first design, in the same order */
export function differenceOf(first: readonly number[], other: readonly number[]): Difference {
  const differences = other.map((value, index) => value - (first[index] ?? 0));
  const sorted = inOrder(differences);
  return {
    n: differences.length,
    p5: rank(sorted, 5),
    median: rank(sorted, 50),
    p95: rank(sorted, 95),
    mean: meanOf(differences),
    less: differences.filter((value) => value < 0).length,
    same: differences.filter((value) => value === 0).length,
    more: differences.filter((value) => value > 0).length,
  };
}

function inOrder(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function rank(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0
    ? 0
    : Math.round((values.reduce((sum, value) => sum + value, 0) * 10) / values.length) / 10;
}
