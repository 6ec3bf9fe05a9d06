import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { reportFiles, traceLines } from "../../reports/index.ts";
import { encodeTape } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { fileSafe } from "./file-safe.ts";
import type { RecordedOutcome } from "./judged-run.ts";
import { makeFolder } from "./make-folder.ts";
import type { Plan } from "./plan.ts";
import { type StoryMore, storyOf } from "./story.ts";

/** Names longer than this are cut: file systems allow 255 bytes. */
const NAME_MAX = 150;

/** So many runs of one seed with different options are kept side by side. */
const FOLDERS_MAX = 1_000;

/** Writes `out/<property>-<seed>/`; gives its path as the user would type it. */
export function writeRunFolder(io: Io, out: string, plan: Plan, run: RecordedOutcome, more: StoryMore): string {
  const folder = freeFolder(io, join(out, folderName(run)), run);
  writeRunFiles(io, folder, plan, run, more);
  return folder;
}

/**
 * Writes all files of a run folder.
 *
 * @param folder its path as the user would type it
 * @throws UsageError if it cannot be written
 */
export function writeRunFiles(io: Io, folder: string, plan: Plan, run: RecordedOutcome, more: StoryMore): void {
  const place = resolve(io.cwd, folder);
  try {
    makeFolder(place);
    writeFileSync(join(place, "scenario.json"), `${JSON.stringify(plan.scenario, null, 2)}\n`);
    writeFileSync(join(place, "tape.json"), `${encodeTape(run.tape)}\n`);
    writeFileSync(join(place, "trace.ndjson"), trace(plan, run));
    writeFileSync(join(place, "verdict.json"), `${JSON.stringify(run.verdict, null, 2)}\n`);
    if (more.shrunk !== undefined) {
      writeFileSync(join(place, "shrunk.json"), `${JSON.stringify(more.shrunk, null, 2)}\n`);
    }
    copyDefects(io, place, more.defects);
    for (const { name, text } of reportFiles(storyOf(plan, run, more))) writeFileSync(join(place, name), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`--out: cannot write into ${folder} (${code}); give a folder that can be written`);
  }
}

/** A folder of that name that is free, or holds the same run: another run of that seed is not overwritten. */
function freeFolder(io: Io, name: string, { verdict }: RecordedOutcome): string {
  for (let index = 1; index < FOLDERS_MAX; index += 1) {
    const folder = index === 1 ? name : `${name}-${index}`;
    const told = resolve(io.cwd, folder, "verdict.json");
    if (!existsSync(told) || reproducedBy(told) === verdict.reproduce) return folder;
  }
  return name;
}

function reproducedBy(path: string): unknown {
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { reproduce?: unknown }).reproduce;
  } catch {
    return undefined;
  }
}

/** A user's own override files go along with the run, so that its test finds them wherever the folder is sent. */
function copyDefects(io: Io, place: string, defects: readonly string[]): void {
  for (const given of defects) {
    const path = resolve(io.cwd, given);
    if (!/[./\\]/.test(given) || !existsSync(path)) continue;
    makeFolder(join(place, "defects"));
    copyFileSync(path, join(place, "defects", basename(path)));
  }
}

/** The property that failed and the seed, so that a folder of failures reads like a list. */
function folderName({ verdict }: RecordedOutcome): string {
  const failed =
    verdict.properties.find((one) => one.verdict === "violated") ??
    verdict.properties.find((one) => one.verdict === "unknown");
  const name = verdict.exitCode === 4 ? "diverged" : (failed?.name ?? verdict.verdict);
  return `${name}-${fileSafe(verdict.seed)}`.slice(0, NAME_MAX);
}

function trace(plan: Plan, { verdict, draws, events }: RecordedOutcome): string {
  const { seed, version, modelHash, traceHash } = verdict;
  const header = { trace: 1, seed, version, modelHash, traceHash, draws, nodes: plan.scenario.nodes } as const;
  return `${[...traceLines(header, events)].join("\n")}\n`;
}
