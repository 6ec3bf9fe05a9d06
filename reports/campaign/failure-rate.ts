/** What runs say about how often seeds fail, at 95 % confidence. */
export interface FailureRate {
  /** Share of the runs that failed. */
  readonly observed: number;
  /** The interval that holds the true rate. Without a failure: from 0 to the rate that is excluded. */
  readonly from: number;
  readonly to: number;
}

/** How often a true rate may show nothing and still not count as excluded. */
const DOUBT = 0.05;

/** The normal deviate of a two-sided 95 %. */
const Z = 1.959964;

/** Halvings of an interval until a double cannot tell its ends apart. */
const HALVINGS = 100;

/** The rate of failures behind so many failed runs. Without one it is exact, else Wilson's interval. */
export function failureRate(failed: number, runs: number): FailureRate {
  if (runs === 0) return { observed: 0, from: 0, to: 1 };
  if (failed === 0) return { observed: 0, from: 0, to: excludedRate(runs) };
  const share = failed / runs;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * runs)) / (1 + z2 / runs);
  const half = (Z / (1 + z2 / runs)) * Math.sqrt((share * (1 - share)) / runs + z2 / (4 * runs * runs));
  return { observed: share, from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

/** Any greater rate would have shown in `runs` runs with 95 %: solves (1 - rate)^runs = 0.05. */
export function excludedRate(runs: number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < HALVINGS; round += 1) {
    const rate = (low + high) / 2;
    if (power(1 - rate, runs) > DOUBT) low = rate;
    else high = rate;
  }
  return high;
}

/**
 * After a fix: so many runs without a failure exclude at 95 % that it still comes as often as before. How often that was
 * is known from `failed` of `runs` only, so the lower end of Wilson's interval counts, not the share itself.
 */
export function cleanRunsFor(failed: number, runs: number): number {
  if (failed === 0) throw new RangeError("a failure that was never seen has no former rate");
  const rate = failureRate(failed, Math.max(failed, runs)).from;
  let high = 1;
  while (power(1 - rate, high) > DOUBT) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const runs = Math.floor((low + high) / 2);
    if (power(1 - rate, runs) > DOUBT) low = runs;
    else high = runs;
  }
  return high;
}

/** A power by squaring: the same bits on every machine. */
function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
