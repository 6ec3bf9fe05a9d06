import { type LockDesign, modelHash, OverrideError } from "../../model/index.ts";
import type { CanaryNote } from "../../reports/index.ts";
import { version } from "../version.ts";
import { type Campaign, type CampaignWork, type Chunk, seedOf } from "./campaign.ts";
import { plansOf } from "./worker/work-plans.ts";

/** A defect of the package, and the property it breaks. */
interface Canary {
  readonly defect: string;
  readonly property: string;
}

/** Runs within which a canary must be found. */
const CANARY_RUNS = 60;

const lostLockUnnoticed: Canary = { defect: "zoo-e21", property: "acts-only-with-lock" };
const lossUnnoticed: Canary = { defect: "zoo-m21", property: "lost-lock-is-noticed" };
const ownerByName: Canary = { defect: "zoo-m19", property: "lost-lock-is-noticed" };
const lockForEver: Canary = { defect: "zoo-m11", property: "lock-free-after-leave" };
const voteAnsweredOnly: Canary = { defect: "zoo-e09", property: "leader-after-heal" };
const addressesKept: Canary = { defect: "inactive-keeps-addresses", property: "inactive-has-no-addresses" };

/**
 * For each design of the lock, defects that need faults to show and do so soon: first one of the lock, or of the election
 * where there is none; the next if that does not fit or is not found.
 */
const canaries: Readonly<Record<LockDesign, readonly Canary[]>> = {
  fcntl: [lostLockUnnoticed, addressesKept],
  "etcd-ttl": [lossUnnoticed, addressesKept],
  "etcd-put-2016": [lostLockUnnoticed, addressesKept],
  "etcd-put-fixed": [ownerByName, addressesKept],
  "object-store": [lockForEver, addressesKept],
  plugin: [lostLockUnnoticed, addressesKept],
  refresher: [lostLockUnnoticed, addressesKept],
  none: [voteAnsweredOnly, addressesKept],
};

/**
 * The runs in which a known defect must show before the campaign's silence means anything: its own setting, with the
 * defect. One is enough; those that do not fit to what the request replaces itself are left out.
 */
export async function canaryChunks(work: CampaignWork, cwd: string): Promise<readonly Chunk[]> {
  const { lock } = (await plansOf(work, cwd))(1).scenario;
  const chunks = await Promise.all(canaries[lock].map((canary) => chunkWith(canary, work, cwd)));
  return chunks.filter((chunk) => chunk !== undefined);
}

async function chunkWith({ defect, property }: Canary, work: CampaignWork, cwd: string): Promise<Chunk | undefined> {
  const infected = { ...work, request: { ...work.request, defects: [...work.request.defects, defect] } };
  const hash = await hashOf(infected, cwd);
  if (hash === undefined) return undefined;
  const runs = { first: 1, count: CANARY_RUNS, stopAt: property };
  return { id: "canary", work: infected, place: 0, version: version(), modelHash: hash, ...runs };
}

/** Makes the canary's runs; undefined: the campaign was stopped before anything was certain. */
export async function findCanary(campaign: Campaign, chunk: Chunk): Promise<CanaryNote | undefined> {
  const { work, stopAt = "" } = chunk;
  for await (const { count, tally } of campaign.results([chunk])) {
    const shown = tally.properties.find(({ name }) => name === stopAt)?.violated.first[0];
    if (shown === undefined && count < CANARY_RUNS) return undefined;
    const seed = shown === undefined ? null : seedOf(work, shown.index);
    return { defect: work.request.defects.at(-1) ?? "", property: stopAt, seed, runs: count };
  }
  return undefined;
}

async function hashOf(work: CampaignWork, cwd: string): Promise<string | undefined> {
  try {
    return modelHash((await plansOf(work, cwd))(1).model);
  } catch (error) {
    if (error instanceof OverrideError) return undefined;
    throw error;
  }
}
