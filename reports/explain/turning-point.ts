import { failureRate } from "../campaign/index.ts";
import type { Likelihood, LikelihoodPoint } from "../story/index.ts";

/** Tries, and how many of them failed. */
export interface Tries {
  readonly failed: number;
  readonly runs: number;
}

/** A rise at a point: the tries from all points before it, and those from it and all later ones. */
export interface Rise {
  readonly at: LikelihoodPoint;
  readonly before: Tries;
  readonly after: Tries;
}

/** What a likelihood comes to. */
export interface Turning {
  /** Where the tries before and after differ most, if they differ by more than chance; absent: no such point. */
  readonly rise?: Rise;
  /** That of the tries without further faults. */
  readonly calmRise?: Rise;
  /** The first point from which on no try passed, with all tries from there; absent: none but the violation itself. */
  readonly certain?: { readonly at: LikelihoodPoint; readonly tries: Tries };
}

/** Where the failure became likely, and from where on every try failed. */
export function turningOf({ points }: Likelihood): Turning {
  const rise = riseOf(points, open);
  const calmRise = riseOf(points, calm);
  const from = points.findLastIndex(({ failed, runs }) => failed < runs) + 1;
  const at = points[from];
  const isOnlyItself = from === points.length - 1 && points.length > 1;
  return {
    ...(rise === undefined ? {} : { rise }),
    ...(calmRise === undefined ? {} : { calmRise }),
    ...(at === undefined || isOnlyItself ? {} : { certain: { at, tries: pooled(points.slice(from), open) } }),
  };
}

/** The tries from a point on with the faults that were still to come. */
export function open({ failed, runs }: LikelihoodPoint): Tries {
  return { failed, runs };
}

/** Those without further faults; never more failures than with them, which is chance. */
export function calm({ failed, failedWithoutFaults = failed, runs }: LikelihoodPoint): Tries {
  return { failed: Math.min(failed, failedWithoutFaults), runs };
}

/** The share of tries that failed. */
export function rate({ failed, runs }: Tries): number {
  return runs === 0 ? 0 : failed / runs;
}

/** The interval of a share at 95 % confidence; where all failed it is that of none that held. */
export function rangeOf({ failed, runs }: Tries): { readonly from: number; readonly to: number } {
  if (failed < runs || runs === 0) return failureRate(failed, runs);
  return { from: 1 - failureRate(0, runs).to, to: 1 };
}

/**
 * The split of the points at which the share rises most, if the intervals of both sides are apart. The violation itself
 * always fails, so it is no moment at which the failure became likely, and is left out of the pools.
 */
function riseOf(points: readonly LikelihoodPoint[], of: (point: LikelihoodPoint) => Tries): Rise | undefined {
  let found: Rise | undefined;
  const told = points.slice(0, -1);
  for (const [index, at] of told.entries()) {
    const [before, after] = [pooled(told.slice(0, index), of), pooled(told.slice(index), of)];
    if (index === 0 || rangeOf(before).to >= rangeOf(after).from) continue;
    if (found === undefined || gain({ before, after }) > gain(found)) found = { at, before, after };
  }
  return found;
}

function gain({ before, after }: Pick<Rise, "before" | "after">): number {
  return rate(after) - rate(before);
}

function pooled(points: readonly LikelihoodPoint[], of: (point: LikelihoodPoint) => Tries): Tries {
  const sum = { failed: 0, runs: 0 };
  for (const point of points) {
    const { failed, runs } = of(point);
    sum.failed += failed;
    sum.runs += runs;
  }
  return sum;
}
