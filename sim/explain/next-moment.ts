import type { Odds } from "./moment.ts";

/** So many moments are spread over the run before the steps of the curve are looked into. */
const COARSE = 9;

/** Of so many further moments one goes to the widest gap all the same: a curve may rise and fall between two points. */
const WIDE_SHARE = 3;

interface Gap {
  readonly from: Odds;
  readonly to: Odds;
}

/**
 * The moment that is tried next: the last, the first, then the middle of the widest gap; later mostly of the gap in which
 * the failure became likely, then of the steepest one. Undefined: every moment was tried.
 *
 * @param tried in order of the moments
 * @param count of moments there are
 */
export function nextMoment(tried: readonly Odds[], count: number): number | undefined {
  const first = tried[0];
  if (first === undefined) return count > 0 ? count - 1 : undefined;
  if (first.moment > 0) return 0;
  const open = tried.flatMap((from, index): Gap[] => {
    const to = tried[index + 1];
    return to !== undefined && to.moment - from.moment > 1 ? [{ from, to }] : [];
  });
  const isWide = tried.length < COARSE || (tried.length - COARSE) % WIDE_SHARE === WIDE_SHARE - 1;
  const gap = isWide ? best(open, width) : (turn(open, openShare) ?? turn(open, calmShare) ?? best(open, step));
  return gap === undefined ? undefined : Math.floor((gap.from.moment + gap.to.moment) / 2);
}

/** The last gap in which more than half of the tries began to fail, if there is something left to try in it. */
function turn(open: readonly Gap[], share: (odds: Odds) => number): Gap | undefined {
  return open.findLast(({ from, to }) => share(from) < 1 / 2 && share(to) >= 1 / 2);
}

function best(gaps: readonly Gap[], measure: (gap: Gap) => number): Gap | undefined {
  let found: Gap | undefined;
  for (const gap of gaps) if (found === undefined || measure(gap) > measure(found)) found = gap;
  return found;
}

function width({ from, to }: Gap): number {
  return to.moment - from.moment;
}

/** By how much the share of failures differs between both ends; what differs in nothing counts by its width. */
function step(gap: Gap): number {
  const { from, to } = gap;
  const steps = [openShare, calmShare].map((share) => Math.abs(share(to) - share(from)));
  return Math.max(...steps) * 1_000_000_000 + width(gap);
}

function openShare({ failed, runs }: Odds): number {
  return failed / runs;
}

function calmShare({ failedWithoutFaults, runs }: Odds): number {
  return failedWithoutFaults / runs;
}
