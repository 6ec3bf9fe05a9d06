import { relative, resolve } from "node:path";
import { transitionNames } from "../../model/index.ts";
import {
  type CampaignRecord,
  type CanaryNote,
  campaignRecord,
  campaignRecordText,
  coverageText,
  EXIT,
  type ExitCode,
  ledgerSection,
} from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { quoted } from "../session/reproduce.ts";
import type { Begun } from "./begin.ts";
import type { CampaignFile, ShardFile } from "./campaign-file.ts";
import { writeWhole } from "./campaign-folder.ts";
import { CampaignProgress } from "./campaign-progress.ts";
import { canaryChunks, findCanary } from "./canary.ts";
import { openProcess, openThread } from "./lanes/index.ts";
import { LocalCampaign } from "./local-campaign.ts";
import { type Made, makeCampaign } from "./make-campaign.ts";
import { type Outputs, writeOutputs } from "./outputs.ts";
import { countOf, recordAbout } from "./record-about.ts";
import { recordFailures } from "./record-failures.ts";
import type { CampaignSettings } from "./settings.ts";
import { ShardCampaign } from "./shard-campaign.ts";
import { StopSwitch } from "./stop-switch.ts";
import { withTypedFolders } from "./typed-folders.ts";

/** How a campaign is carried out and told. */
export interface Manner {
  readonly settings: CampaignSettings;
  readonly outputs: Outputs;
  readonly json: boolean;
}

/** Makes a campaign from where it stands, writes its record, tells its summary. */
export async function carryOutCampaign(io: Io, begun: Begun, manner: Manner): Promise<ExitCode> {
  const { settings } = manner;
  const { head, results } = begun.content;
  if (!manner.json) io.out(`${ledgerSection(begun.plan.ledger, head.modelHash, io.look)}\n`);
  const startMs = Date.now();
  const isTimeUp = (): boolean => settings.timeMs !== undefined && Date.now() - startMs >= settings.timeMs;
  const progress = progressOf(io, begun, settings);
  const local = newLocal(io, settings, progress);
  const stop = new StopSwitch(io, () => {
    progress.note("ending; once more to end at once");
    local.stop();
  });
  try {
    const canary = await settledCanary(io, begun, settings, local);
    progress.begin();
    const made = await makeCampaign(head.shard === null ? local : new ShardCampaign(local, head.shard), {
      head,
      journal: begun.journal,
      before: results,
      enough: () => stop.isAsked || isTimeUp(),
    });
    if (!stop.isAsked) begun.journal.over();
    progress.clear();
    const crew = stop.isAsked ? newLocal(io, settings, progress) : local;
    const seconds = (Date.now() - startMs) / 1000;
    // Who presses Ctrl-C does not want to wait for the shortest story.
    const shrink = settings.shrink && !stop.isAsked;
    const doubts = stop.isAsked ? ["interrupted before all runs were made"] : [];
    const record = await recordOf(io, begun, made, { canary, doubts }, { ...settings, shrink }, crew);
    crew.stop();
    tell(
      io,
      begun,
      made,
      { ...record, timing: timingOf(seconds, settings, countOf(made.done) - countOf(results)) },
      manner,
    );
    if (!stop.isAsked) return record.exitCode;
    if (!manner.json) io.out(`go on: npx cluster-sim campaign --resume ${quoted(begun.folder.name)}\n`);
    return EXIT.interrupted;
  } finally {
    stop.release();
    local.stop();
  }
}

function progressOf(io: Io, { content: { head, results } }: Begun, { timeMs }: CampaignSettings): CampaignProgress {
  const { first, last } = head.range;
  const runs = last === null ? null : Math.ceil((last - first + 1) / (head.shard?.of ?? 1));
  const progress = new CampaignProgress(io, { runs, timeMs });
  const failures = results.flatMap(({ tally }) => tally.failures);
  progress.resumed(
    countOf(results),
    failures.reduce((sum, one) => sum + one.runs.count, 0),
  );
  return progress;
}

function newLocal(io: Io, settings: CampaignSettings, progress: CampaignProgress): LocalCampaign {
  const { jobs, limitMs, memoryMb, workers } = settings;
  const open = workers === "threads" ? openThread : openProcess;
  return new LocalCampaign({ jobs, limitMs, memoryMb, open, cwd: io.cwd }, progress);
}

/** Null: it is done without. */
async function settledCanary(
  io: Io,
  { content, journal }: Begun,
  { canary: isWanted }: CampaignSettings,
  local: LocalCampaign,
): Promise<CanaryNote | null> {
  if (!isWanted || !content.head.wantsCanary) return null;
  if (content.canary !== undefined) return content.canary;
  let note: CanaryNote = { defect: "(none fits)", property: "(none)", seed: null, runs: 0 };
  for (const chunk of await canaryChunks(content.head.work, io.cwd)) {
    const found = await findCanary(local, chunk);
    if (found === undefined) return note;
    note = found;
    if (note.seed !== null) break;
  }
  journal.canary(note);
  return note;
}

async function recordOf(
  io: Io,
  { content: { head }, plan, folder }: Begun,
  { tally, done }: Made,
  { canary, doubts }: { readonly canary: CanaryNote | null; readonly doubts: readonly string[] },
  { keep, shrink }: CampaignSettings,
  crew: LocalCampaign,
): Promise<CampaignRecord> {
  const folders = await recordFailures(crew, tally, head, { keep, shrink, out: folder.name, cwd: io.cwd });
  const record = campaignRecord(tally, recordAbout(head, plan.setting.inForce, done, canary, doubts));
  const failures = record.failures.map((one) => {
    const written = folders.get(one.id);
    return written === undefined
      ? one
      : { ...one, folder: relative(resolve(io.cwd, folder.name), resolve(io.cwd, written)) };
  });
  return { ...record, failures };
}

function timingOf(seconds: number, { jobs, workers }: CampaignSettings, runs: number): CampaignFile["timing"] {
  return { seconds, jobs, workers, runs, runsPerSecond: Math.round((runs / seconds) * 10) / 10 };
}

function tell(
  io: Io,
  { content: { head }, folder, plan }: Begun,
  { tally, done }: Made,
  file: CampaignFile,
  manner: Manner,
) {
  const whole: CampaignFile | ShardFile =
    head.shard === null ? file : { ...file, part: { head, done: inOrder(done), tally: tally.data() } };
  writeWhole(folder.record, `${JSON.stringify(whole, null, head.shard === null ? 2 : 0)}\n`);
  const { seconds, jobs, workers, runsPerSecond } = file.timing;
  const typed = withTypedFolders(file, () => folder.name);
  if (manner.json) io.out(`${JSON.stringify(file)}\n`);
  else {
    io.out(coverageText(transitionNames(plan.model), file.coverage, io.look));
    io.out(campaignRecordText(typed, io.look, folder.recordName));
    io.out(`${seconds.toFixed(1)} s with ${jobs} ${workers}: ${runsPerSecond} runs a second\n`);
  }
  writeOutputs(io, typed, manner.outputs, seconds);
}

function inOrder(done: Made["done"]): Made["done"] {
  return [...done].sort((a, b) => a.first - b.first);
}
