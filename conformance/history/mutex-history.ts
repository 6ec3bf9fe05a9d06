/** One claim to a lock, as it was seen from outside; times in milliseconds on one clock. */
export interface Claim {
  readonly who: string;
  /** When its status `0` was seen: it has claimed the lock since then at the latest. */
  readonly sinceMs: number;
  /** Until when it surely claimed: it was told to release, or was seen to end, whatever came first. Absent: it still claims. */
  readonly untilMs?: number;
}

/** Two that surely claimed the lock at one time. */
export interface Overlap {
  readonly first: Claim;
  readonly second: Claim;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Two claims that surely overlapped: the first such pair in time; undefined if every order of what is uncertain can be
 * explained by one holder at a time. A release that was asked for may have happened at any moment since: that time
 * counts for nobody.
 */
export function overlapOf(claims: readonly Claim[]): Overlap | undefined {
  const ordered = [...claims].sort((one, other) => one.sinceMs - other.sinceMs);
  let longest: Claim | undefined;
  for (const claim of ordered) {
    if (longest !== undefined && claim.sinceMs < end(longest)) {
      return { first: longest, second: claim, fromMs: claim.sinceMs, toMs: Math.min(end(longest), end(claim)) };
    }
    if (longest === undefined || end(claim) > end(longest)) longest = claim;
  }
  return undefined;
}

function end(claim: Claim): number {
  return claim.untilMs ?? Number.POSITIVE_INFINITY;
}
