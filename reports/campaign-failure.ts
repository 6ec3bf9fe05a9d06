/** One kind of failure of a campaign: all its seeds that fail alike, told by the first of them. */
export interface CampaignFailure {
  /** What its runs have in common; failures with the same signature are one failure. */
  readonly signature: string;
  /** The property that is violated, or what else is wrong, such as `diverged`. */
  readonly property: string;
  /** The first seed that shows it. */
  readonly seed: string;
  /** In how many runs it was seen. */
  readonly count: number;
  /** Plain sentences, as in a run's verdict. */
  readonly why: readonly string[];
  /** One command that shows it again. */
  readonly reproduce: string;
  /** The run folder of that seed, as a user would type it, in `campaign.json` relative to its folder; absent: none. */
  readonly folder?: string;
}
