const SECOND = 1_000_000;
/** Rounder lengths of time, the shortest first, microseconds. */
const lengthsUs = [0.1, 1, 5, 10, 30, 60, 120].map((seconds) => seconds * SECOND);
/** What a moment is rounded to, the coarsest first, microseconds. */
const gridsUs = [10 * SECOND, 5 * SECOND, SECOND, SECOND / 10] as const;

/** The round lengths of time that are shorter. */
export function shorterLengths(nowUs: number): readonly number[] {
  return lengthsUs.filter((lengthUs) => lengthUs < nowUs);
}

/** Plainer lengths of time to try, the shortest first: a length that is not round may also become a little longer. */
export function plainerLengths(nowUs: number): readonly number[] {
  const isWhole = nowUs % SECOND === 0;
  const round = lengthsUs.filter((each) => each < nowUs || (!isWhole && each < nowUs + SECOND));
  return isWhole ? round : [...round, Math.ceil(nowUs / SECOND) * SECOND];
}

/** Rounder moments to try, the roundest first. */
export function plainerMoments(atUs: number): readonly number[] {
  const isRound = gridsUs.findIndex((gridUs) => atUs % gridUs === 0);
  const coarser = isRound === -1 ? gridsUs : gridsUs.slice(0, isRound);
  return coarser.map((gridUs) => Math.round(atUs / gridUs) * gridUs);
}
