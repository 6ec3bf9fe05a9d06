import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { modelHash } from "../../model/index.ts";
import type { Plan } from "../session/plan.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import type { CampaignWork } from "./campaign.ts";
import { type CampaignFolder, folderName, folderOf, makeWritable } from "./campaign-folder.ts";
import { type CampaignHead, Journal, type JournalContent } from "./journal.ts";
import type { CampaignSettings } from "./settings.ts";
import { plansOf } from "./worker/work-plans.ts";

/** A campaign that can begin, or go on. */
export interface Begun {
  readonly folder: CampaignFolder;
  readonly journal: Journal;
  readonly content: JournalContent;
  /** The plan of its first run: tells the model, the setting and the ledger. */
  readonly plan: Plan;
}

/** A longer word would make seeds that no command takes. */
const WORD_MAX = 90;

/**
 * A campaign from its beginning.
 *
 * @throws UsageError if an unfinished one is in its folder, or nothing can be written there
 */
export async function beginFresh(
  work: CampaignWork,
  settings: CampaignSettings,
  out: string,
  cwd: string,
): Promise<Begun> {
  const { range, shard, fresh } = settings;
  if (range === undefined) throw new Error("a campaign that is not resumed has a range");
  if (work.word.length > WORD_MAX)
    throw new UsageError(`--seed: a campaign takes at most ${WORD_MAX} characters, got ${work.word.length}`);
  const plan = (await plansOf(work, cwd))(range.first);
  const folder = folderOf(folderName(out, work.word), shard, cwd);
  if (!fresh) refuseUnfinished(folder);
  makeWritable(folder.place, folder.name, "--out");
  const head: CampaignHead = {
    journal: 1,
    work,
    range,
    shard,
    wantsCanary: settings.canary,
    version: version(),
    modelHash: modelHash(plan.model),
  };
  return { folder, journal: Journal.begin(folder.journal, head), content: { head, results: [], isOver: false }, plan };
}

/**
 * A campaign that goes on where its journal ends.
 *
 * @param name the folder, as given
 * @throws UsageError if there is none, or another version or model made it
 */
export async function beginAgain(name: string, settings: CampaignSettings, cwd: string): Promise<Begun> {
  const folder = folderOf(name, settings.shard, cwd);
  if (!existsSync(resolve(folder.journal))) {
    throw new UsageError(
      `--resume: there is no journal in "${name}"; a campaign that ends early prints its folder (with --shard, give that too)`,
    );
  }
  const [journal, content] = Journal.goOn(folder.journal, name);
  const { head } = content;
  if (head.range.last === null && settings.timeMs === undefined)
    throw new UsageError("--resume: this campaign was asked for a time; say with --time how much longer");
  const plan = (await plansOf(head.work, cwd))(head.range.first);
  const [theirs, mine] = [
    `${head.version} with model ${head.modelHash}`,
    `${version()} with model ${modelHash(plan.model)}`,
  ];
  if (theirs !== mine) {
    throw new UsageError(
      `--resume: the journal was written by cluster-sim ${theirs}, this is ${mine}: their runs cannot be added up; begin anew with --fresh`,
    );
  }
  return { folder, journal, content, plan };
}

function refuseUnfinished({ name, journal }: CampaignFolder): void {
  const found = Journal.peek(journal, name);
  if (found === undefined || found.isOver) return;
  throw new UsageError(
    `campaign: ${name} holds an unfinished one; go on with --resume ${quoted(name)}, or begin anew with --fresh`,
  );
}
