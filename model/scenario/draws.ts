/** One decision of a stream that is not the least: the how-maniest of its label, from 0, and the value. */
export type ListedDecision = readonly [nth: number, value: number];

/** How the decisions that a scenario leaves open are made. Absent: evenly, each label from a stream of the seed. */
export type DrawRule =
  /**
   * Whoever asks (a host under a label) has a rank, drawn from the seed: high ranks are served as fast, low ranks
   * as slowly as the ranges allow. So many times in the run, at moments drawn from the seed, somebody's rank drops
   * (probabilistic concurrency testing).
   */
  | { readonly kind: "priorities"; readonly changes: number }
  /** Every decision takes its least value but for those that are listed under their labels; the seed decides nothing. */
  | { readonly kind: "listed"; readonly decisions: Readonly<Record<string, readonly ListedDecision[]>> };
