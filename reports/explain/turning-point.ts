import type { Likelihood, LikelihoodPoint } from "../story/index.ts";

/** A failure is likely if it comes more often than not. */
const LIKELY = 0.5;

/** A rise between two neighbouring points. */
export interface Rise {
  readonly before: LikelihoodPoint;
  readonly after: LikelihoodPoint;
}

/** What a likelihood comes to. */
export interface Turning {
  /** Where it became likely, for good; absent: it was so from the start, or never was. */
  readonly rise?: Rise;
  /** That of the tries without further faults. */
  readonly calmRise?: Rise;
  /** The first point from which every try failed, and so from all later ones; absent: none but the violation itself. */
  readonly certain?: LikelihoodPoint;
  /** It is that of the start. */
  readonly isFromStart: boolean;
}

/** Where the failure became likely, and where certain. */
export function turningOf({ points }: Likelihood): Turning {
  const rise = crossing(points, rate);
  const calmRise = crossing(points, calmRate);
  const lastDoubt = points.findLastIndex(({ failed, runs }) => failed < runs);
  const certain = points[lastDoubt + 1];
  const isOnlyItself = lastDoubt + 1 === points.length - 1 && points.length > 1;
  return {
    ...(rise === undefined ? {} : { rise }),
    ...(calmRise === undefined ? {} : { calmRise }),
    ...(certain === undefined || isOnlyItself ? {} : { certain }),
    isFromStart: lastDoubt < 0 && points.length > 0,
  };
}

/** Between the last point at which it was unlikely and the next: single tries let a curve waver before. */
function crossing(points: readonly LikelihoodPoint[], of: (point: LikelihoodPoint) => number): Rise | undefined {
  const last = points.findLastIndex((point) => of(point) < LIKELY);
  const [before, after] = [points[last], points[last + 1]];
  return before === undefined || after === undefined ? undefined : { before, after };
}

/** The share of tries that failed. */
export function rate({ failed, runs }: Pick<LikelihoodPoint, "failed" | "runs">): number {
  return runs === 0 ? 0 : failed / runs;
}

/** The share of tries without further faults that failed; never more than with them, which is chance. */
export function calmRate({ failed, failedWithoutFaults = failed, runs }: LikelihoodPoint): number {
  return rate({ failed: Math.min(failed, failedWithoutFaults), runs });
}
