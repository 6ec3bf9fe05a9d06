import type { CanaryNote, RecordAbout } from "../../reports/index.ts";
import { reproduceLine } from "../session/reproduce.ts";
import { chunksOf, type Done, type Range } from "./chunks.ts";
import type { CampaignHead } from "./journal.ts";
import { isMine } from "./shard-campaign.ts";

/** What a record says besides what its runs were. */
export function recordAbout(
  head: CampaignHead,
  assumptions: readonly string[],
  done: readonly Done[],
  canary: CanaryNote | null,
  doubts: readonly string[],
): RecordAbout {
  const { work, range, shard, version, modelHash } = head;
  const { first, last } = range;
  const end = last ?? first + Math.max(1, countOf(done)) - 1;
  const part = shard === null ? [] : ["--shard", `${shard.part}/${shard.of}`];
  return {
    seed: work.word,
    version,
    modelHash,
    runsAsked: last === null ? countOf(done) : askedOf(head, { first, last }),
    assumptions,
    reproduce: reproduceLine("campaign", work.request, work.word, ["--seeds", `${first}..${end}`, ...part]),
    seeds: range,
    canary,
    doubts,
  };
}

/** Runs in these parts together. */
export function countOf(done: readonly Done[]): number {
  return done.reduce((sum, { count }) => sum + count, 0);
}

/** The runs that are asked of a campaign, or of its part. */
function askedOf(head: CampaignHead, range: Range): number {
  const { shard } = head;
  const chunks = [...chunksOf(range, head, [])];
  return countOf(shard === null ? chunks : chunks.filter((chunk) => isMine(chunk, shard)));
}
