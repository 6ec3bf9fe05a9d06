import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { reportFiles, traceLines } from "../../reports/index.ts";
import { encodeTape } from "../../sim/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import type { RecordedOutcome } from "./judged-run.ts";
import type { Plan } from "./plan.ts";
import { type StoryMore, storyOf } from "./story.ts";

/** Names longer than this are cut: file systems allow 255 bytes. */
const NAME_MAX = 150;

/** Writes `out/<property>-<seed>/`; gives its path as the user would type it. */
export function writeRunFolder(io: Io, out: string, plan: Plan, run: RecordedOutcome, more: StoryMore): string {
  const folder = join(out, folderName(run));
  const place = resolve(io.cwd, folder);
  try {
    makeFolder(place);
    writeFileSync(join(place, "scenario.json"), `${JSON.stringify(plan.scenario, null, 2)}\n`);
    writeFileSync(join(place, "tape.json"), `${encodeTape(run.tape)}\n`);
    writeFileSync(join(place, "trace.ndjson"), trace(plan, run));
    writeFileSync(join(place, "verdict.json"), `${JSON.stringify(run.verdict, null, 2)}\n`);
    for (const { name, text } of reportFiles(storyOf(plan, run, more))) writeFileSync(join(place, name), text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new UsageError(`--out: cannot write into ${folder} (${why}); give a folder that can be written`);
  }
  return folder;
}

/** As `mkdir -p`. Node's own recursive mkdir never comes back where a folder exists and none can be made in it (/proc). */
function makeFolder(place: string): void {
  if (existsSync(place)) return;
  makeFolder(dirname(place));
  mkdirSync(place);
}

/** The property that failed and the seed, so that a folder of failures reads like a list. */
function folderName({ verdict }: RecordedOutcome): string {
  const failed =
    verdict.properties.find((one) => one.verdict === "violated") ??
    verdict.properties.find((one) => one.verdict === "unknown");
  const name = verdict.exitCode === 4 ? "diverged" : (failed?.name ?? verdict.verdict);
  return `${name}-${fileSafe(verdict.seed)}`.slice(0, NAME_MAX);
}

/** A seed as a file name: `a/17` becomes `a+17`; no two short seeds share a name. */
function fileSafe(seed: string): string {
  return seed.replaceAll(/[^A-Za-z0-9.-]/g, (character) =>
    character === "/" ? "+" : `_${character.charCodeAt(0).toString(16)}_`,
  );
}

function trace(plan: Plan, { verdict, draws, events }: RecordedOutcome): string {
  const { seed, version, modelHash, traceHash } = verdict;
  const header = { trace: 1, seed, version, modelHash, traceHash, draws, nodes: plan.scenario.nodes } as const;
  return `${[...traceLines(header, events)].join("\n")}\n`;
}
