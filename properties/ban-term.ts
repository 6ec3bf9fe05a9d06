/** The last ban of a host. It ends by the host's clock: earlier if that is set forward, or runs too fast. */
export interface BanTerm {
  /** When it began; -1: never, or it is over. */
  atUs: number;
  /** When the host's databases were last thawed; -1: never. */
  thawedUs: number;
  /** What was left of it at `seenUs`, by the host's clock. */
  leftUs: number;
  seenUs: number;
  /** How much too fast that clock runs. */
  ratePpm: number;
}

/** What is left of a ban, by the host's clock, to the whole microsecond. */
export function leftUs(ban: BanTerm, atUs: number): number {
  return ban.leftUs - Math.ceil(((atUs - ban.seenUs) * (1_000_000 + ban.ratePpm)) / 1_000_000);
}
