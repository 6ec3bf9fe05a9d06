/** How a measure was distributed over the runs. */
export interface MeasureTally {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** A sketch as plain data: how often each value was seen. */
export type SketchData = readonly (readonly [value: number, count: number])[];

/** Up to so many runs every value is kept as it is. */
const EXACT_MAX = 2000;

/** Afterwards values from here on lose their last bits: at most one part in so many of the value. */
const FINE = 1024;

/**
 * The distribution of a measure, in bounded memory: what it holds depends on the values alone, never on the order in
 * which they came or in which sketches were joined.
 *
 * Exact up to 2,000 values; beyond, a value is at most 0.1 % too small, the greatest stays exact.
 */
export class MeasureSketch {
  private counts = new Map<number, number>();
  private total = 0;
  private max = 0;

  /** Takes in a value, an integer of at least 0, `times` over. */
  add(value: number, times = 1): void {
    const wasExact = this.total <= EXACT_MAX;
    this.total += times;
    this.max = Math.max(this.max, value);
    if (this.total <= EXACT_MAX) return this.count(value, times);
    if (wasExact) this.coarsen();
    this.count(coarse(value), times);
  }

  /** Takes in everything another one has seen. */
  merge(data: SketchData): void {
    for (const [value, count] of data) this.add(value, count);
  }

  /** What it holds, by value. The greatest value stands last, once more with no count if it lost bits. */
  data(): SketchData {
    const rows = [...this.counts].sort((a, b) => a[0] - b[0]);
    return rows.at(-1)?.[0] === this.max ? rows : [...rows, [this.max, 0]];
  }

  /** Median, 95 % and the greatest. */
  tally(name: string): MeasureTally {
    return { name, median: this.at(50), p95: this.at(95), max: this.max };
  }

  private at(percent: number): number {
    const rank = Math.min(this.total - 1, Math.floor((this.total * percent) / 100));
    let seen = 0;
    for (const [value, count] of this.data()) {
      seen += count;
      if (seen > rank) return value;
    }
    return 0;
  }

  private count(value: number, times: number): void {
    if (times > 0) this.counts.set(value, (this.counts.get(value) ?? 0) + times);
  }

  private coarsen(): void {
    const fine = this.counts;
    this.counts = new Map();
    for (const [value, times] of fine) this.count(coarse(value), times);
  }
}

/** The value without the bits that make less than a thousandth of it. */
function coarse(value: number): number {
  let step = 1;
  while (value / step >= FINE * 2) step *= 2;
  return Math.floor(value / step) * step;
}
