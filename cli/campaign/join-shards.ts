import { dirname } from "node:path";
import { CampaignTally, type CanaryNote } from "../../reports/index.ts";
import { UsageError } from "../usage-error.ts";
import { chunksOf, type Done } from "./chunks.ts";
import type { CampaignHead } from "./journal.ts";
import { isMine } from "./shard-campaign.ts";
import type { ReadShard } from "./shard-file.ts";

/** Parts of a campaign, joined. */
export interface Joined {
  /** That of the whole. */
  readonly head: CampaignHead;
  readonly tally: CampaignTally;
  readonly done: readonly Done[];
  readonly canary: CanaryNote | null;
  /** What is missing, a sentence each. */
  readonly doubts: readonly string[];
  /** Names of the assumptions in force. */
  readonly assumptions: readonly string[];
  /** Run folders by signature and seed. */
  readonly folders: ReadonlyMap<string, KeptFolder>;
}

/** Where a part keeps a run. */
export interface KeptFolder {
  /** The run's folder, relative to `base`. */
  readonly folder: string;
  /** The folder of the part's file, as it was typed. */
  readonly base: string;
}

/**
 * Joins parts of one campaign.
 *
 * @throws UsageError if they are not of one campaign, or a part is there twice
 */
export function joinShards(shards: readonly ReadShard[]): Joined {
  const [first] = shards;
  if (first === undefined) throw new UsageError("merge: give the files that campaign --shard wrote");
  const seen = new Map<number, string>();
  const tally = new CampaignTally();
  for (const shard of shards) {
    refuseOther(first, shard);
    const { part = 0 } = shard.file.part.head.shard ?? {};
    const twin = seen.get(part);
    if (twin !== undefined)
      throw new UsageError(`merge: ${twin} and ${shard.name} are the same part (${part}); leave one of them out`);
    seen.set(part, shard.name);
    tally.merge(shard.file.part.tally);
  }
  const { head } = first.file.part;
  const canaries = shards.map(({ file }) => file.canary);
  return {
    head: { ...head, shard: null },
    tally,
    done: shards.flatMap(({ file }) => file.part.done),
    canary: canaries.find((one) => one?.seed != null) ?? canaries.find((one) => one !== null) ?? null,
    assumptions: first.file.assumptions,
    doubts: [...missingParts(head, seen), ...shards.flatMap(missingRuns)],
    folders: new Map(
      shards.flatMap(({ file, name }) =>
        file.failures.flatMap(({ id, seed, folder }) =>
          folder === undefined ? [] : [[`${id} ${seed}`, { folder, base: dirname(name) }] as const],
        ),
      ),
    ),
  };
}

/** Runs of different programs, models or settings cannot be added up. */
function refuseOther({ name, file: { part: one } }: ReadShard, { name: otherName, file: { part: other } }: ReadShard) {
  const differ = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) === JSON.stringify(b)) return;
    throw new UsageError(`merge: ${name} and ${otherName} differ in their ${what}; give the parts of one campaign`);
  };
  differ("version", one.head.version, other.head.version);
  differ("model", one.head.modelHash, other.head.modelHash);
  differ("seed", one.head.work.word, other.head.work.word);
  differ("settings", one.head.work, other.head.work);
  differ("seeds", one.head.range, other.head.range);
  differ("number of parts", one.head.shard?.of, other.head.shard?.of);
}

function missingParts({ shard }: CampaignHead, seen: ReadonlyMap<number, string>): string[] {
  const of = shard?.of ?? 1;
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((part) => !seen.has(part));
  if (missing.length === 0) return [];
  return [`Missing of ${of} parts: ${missing.join(", ")}.`];
}

/** A part that was ended before it was done. */
function missingRuns({ name, file: { part } }: ReadShard): string[] {
  const { head, done } = part;
  const { shard } = head;
  const left = [...chunksOf(head.range, head, done)].filter((chunk) => shard === null || isMine(chunk, shard));
  if (left.length === 0) return [];
  return [`Missing of ${name}: the runs ${left.map(({ id }) => id).join(", ")}.`];
}
