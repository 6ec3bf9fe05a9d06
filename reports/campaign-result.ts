import type { CampaignVerdict } from "./campaign/index.ts";
import type { CampaignFailure } from "./campaign-failure.ts";

/** A campaign with all that the machines of a CI want to know of it. */
export interface CampaignResult {
  /** What was run, in a few words: the suite's name in a test report. */
  readonly name: string;
  readonly campaign: CampaignVerdict;
  /** Its failures, one of a kind. */
  readonly failures: readonly CampaignFailure[];
  /** What it took, seconds; absent: not told, so that the same campaign gives the same bytes. */
  readonly seconds?: number;
}
