import type { CampaignRecord, CampaignTallyData } from "../../reports/index.ts";
import type { Done } from "./chunks.ts";
import type { CampaignHead } from "./journal.ts";

/** What a campaign took: the only figures that differ when it is made again. */
export interface Timing {
  readonly seconds: number;
  readonly jobs: number;
  readonly workers: "threads" | "processes";
  /** Runs made by this program, not by an earlier one whose journal it went on with. */
  readonly runs: number;
  readonly runsPerSecond: number;
}

/** `campaign.json`. */
export interface CampaignFile extends CampaignRecord {
  readonly timing: Timing;
}

/** `campaign-2-of-3.json`: the record of a part, with all that joining needs. */
export interface ShardFile extends CampaignFile {
  readonly part: {
    readonly head: CampaignHead;
    readonly done: readonly Done[];
    readonly tally: CampaignTallyData;
  };
}
