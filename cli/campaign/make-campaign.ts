import { CampaignTally } from "../../reports/index.ts";
import type { Campaign, Chunk, ChunkResult } from "./campaign.ts";
import { chunksOf, type Done } from "./chunks.ts";
import type { CampaignHead, Journal } from "./journal.ts";

/** What a campaign has behind it when it ends, be it complete or not. */
export interface Made {
  readonly tally: CampaignTally;
  /** Runs that are over. */
  readonly done: readonly Done[];
}

/** What a campaign begins with. */
export interface Begin {
  readonly head: CampaignHead;
  readonly journal: Journal;
  /** What the journal held already. */
  readonly before: readonly ChunkResult[];
  /** Asked before each chunk: true ends it. */
  readonly enough: () => boolean;
}

/** Gives what is left to a driver; adds up and writes down what comes back. */
export async function makeCampaign(campaign: Campaign, { head, journal, before, enough }: Begin): Promise<Made> {
  const tally = new CampaignTally();
  const done: Done[] = [];
  const take = ({ first, count, tally: data }: ChunkResult): void => {
    tally.merge(data);
    done.push({ first, count });
  };
  before.forEach(take);
  for await (const result of campaign.results(until(chunksOf(head.range, head, [...done]), enough))) {
    journal.result(result);
    take(result);
  }
  return { tally, done };
}

function* until(chunks: Iterable<Chunk>, enough: () => boolean): Generator<Chunk> {
  for (const chunk of chunks) {
    if (enough()) return;
    yield chunk;
  }
}
