/** One run in which something happened. */
export interface Occurrence {
  /** The run's number in the campaign, from 1 on. */
  readonly index: number;
  readonly seed: string;
  /** What there is to say of it, in plain words. */
  readonly why?: string;
}

/** How often something happened, and in which runs: all are counted, the first are named. */
export interface Occurrences {
  readonly count: number;
  /** Those of the least numbers, in order; at most 1,000. */
  readonly first: readonly Occurrence[];
}

/** So many runs are named; a campaign in which everything fails still fits into memory. */
const NAMED_MAX = 1000;

/** It never happened. */
export const NEVER: Occurrences = { count: 0, first: [] };

/** Both together: the same whatever came first. */
export function joined(one: Occurrences, other: Occurrences): Occurrences {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  const all = [...one.first, ...other.first].sort((a, b) => a.index - b.index);
  return { count: one.count + other.count, first: all.slice(0, NAMED_MAX) };
}

/** One more. */
export function withOne(before: Occurrences, one: Occurrence): Occurrences {
  const last = before.first.at(-1);
  // The usual case: runs come in order, and there are enough already.
  if (before.first.length >= NAMED_MAX && last !== undefined && last.index < one.index)
    return { count: before.count + 1, first: before.first };
  return joined(before, { count: 1, first: [one] });
}
