import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { modelFor, type Override } from "../../model/index.ts";
import { choicesFor, type Replay, replayed, tapeLength } from "../../sim/index.ts";
import { readDefects } from "./inputs.ts";
import { type RecordedOutcome, recordedRun } from "./judged-run.ts";
import { type Plan, planOf } from "./plan.ts";
import { readRun, type SavedRun } from "./read-run.ts";
import { quoted } from "./reproduce.ts";

/** A run folder, read and repeated. */
export interface RepeatedRun {
  readonly saved: SavedRun;
  readonly plan: Plan;
  readonly run: RecordedOutcome;
  /** The defects it was run with, as given and as read. */
  readonly defects: readonly string[];
  readonly overrides: readonly Override[];
  /** Where it went another way than the run that was written, as a sentence; undefined if it did not. */
  readonly divergence: string | undefined;
}

/**
 * Repeats the run of a folder from its tape.
 *
 * @param given defects instead of those it was run with; none: the same
 * @param untilUs stop here, microseconds
 */
export async function repeatedRun(
  folder: string,
  cwd: string,
  given: readonly string[],
  untilUs?: number,
): Promise<RepeatedRun> {
  const saved = readRun(folder, cwd);
  const { scenario, tape } = saved;
  const defects = given.length > 0 ? given : defectsOf(saved).map((defect) => placeOf(defect, folder, cwd));
  const overrides = await readDefects(defects, cwd);
  const plan = planOf(scenario, modelFor(scenario, overrides));
  const choices = replayed(tape, choicesFor(scenario));
  const run = recordedRun(plan, {
    choices,
    reproduce: saved.recorded.reproduce ?? replayLine(folder, defects),
    ...(untilUs === undefined ? {} : { untilUs }),
  });
  const divergence = whereItDiverged(choices, saved, run, untilUs !== undefined);
  return { saved, plan, run, defects, overrides, divergence };
}

/** Where this run went another way than the recorded one, as a sentence. */
function whereItDiverged(choices: Replay, saved: SavedRun, run: RecordedOutcome, cut: boolean): string | undefined {
  if (choices.divergence !== undefined) return `${choices.divergence.message}${modelNote(saved, run)}`;
  if (cut) return undefined;
  const left = tapeLength(saved.tape) - choices.position;
  if (left > 0) return `the run ended ${left} decisions before its tape${modelNote(saved, run)}`;
  const { traceHash } = saved.recorded;
  if (traceHash === undefined || traceHash === run.verdict.traceHash) return undefined;
  return `same decisions, another trace (${traceHash} then, ${run.verdict.traceHash} now)${modelNote(saved, run)}`;
}

function modelNote({ recorded }: SavedRun, { verdict }: RecordedOutcome): string {
  if (recorded.modelHash === undefined || recorded.modelHash === verdict.modelHash) return "";
  return `; the model was ${recorded.modelHash} then and is ${verdict.modelHash} now: give the --defect it was run with, or the version that made it`;
}

/** The defects of the command that wrote the run. */
function defectsOf({ recorded }: SavedRun): string[] {
  const words = (recorded.reproduce ?? "").matchAll(/ --defect (?:'((?:[^']|'\\'')*)'|(\S+))/g);
  return [...words].map(([, inQuotes, plain]) => inQuotes?.replaceAll(`'\\''`, "'") ?? plain ?? "");
}

/** A file of the user's as it was then: the copy that went along with the run; what was mended since is given by --defect. */
function placeOf(defect: string, folder: string, cwd: string): string {
  const copy = join(folder, "defects", basename(defect));
  return /[./\\]/.test(defect) && existsSync(resolve(cwd, copy)) ? copy : defect;
}

function replayLine(folder: string, defects: readonly string[]): string {
  return ["npx cluster-sim replay", quoted(folder), ...defects.map((one) => `--defect ${quoted(one)}`)].join(" ");
}
