import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Likelihood, reportFiles, type ShrinkNote } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { repeatedRun } from "./repeat-run.ts";
import { storyOf } from "./story.ts";

/** What was written, or why nothing was. */
export interface Rewritten {
  readonly files: readonly string[];
  /** The run went another way than the one that was written: a report would be about something else. */
  readonly divergence: string | undefined;
}

/**
 * Writes the reports of a run folder anew, from its scenario and tape and from what `shrink` and `explain` left there.
 *
 * @throws UsageError if the folder is no run folder or cannot be written
 */
export async function rewriteReports(io: Io, folder: string): Promise<Rewritten> {
  const { plan, run, defects, divergence } = await repeatedRun(folder, io.cwd, []);
  if (divergence !== undefined) return { files: [], divergence };
  const shrunk = noted<ShrinkNote>(io, folder, "shrunk.json", "property");
  const likelihood = noted<Likelihood>(io, folder, "likelihood.json", "points");
  const story = storyOf(plan, run, {
    defects,
    ...(shrunk === undefined ? {} : { shrunk }),
    ...(likelihood === undefined ? {} : { likelihood }),
  });
  const files = reportFiles(story);
  for (const { name, text } of files) write(io, folder, name, text);
  return { files: files.map(({ name }) => name), divergence };
}

function write(io: Io, folder: string, name: string, text: string): void {
  try {
    writeFileSync(resolve(io.cwd, folder, name), text);
  } catch (error) {
    throw new UsageError(`report: cannot write ${join(folder, name)} (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** What another command left in the folder. */
function noted<Note>(io: Io, folder: string, name: string, field: keyof Note & string): Note | undefined {
  const path = resolve(io.cwd, folder, name);
  if (!existsSync(path)) return undefined;
  try {
    const note: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof note === "object" && note !== null && field in note) return note as Note;
  } catch {
    // falls through to the one sentence for all that can be wrong with the file
  }
  throw new UsageError(`${join(folder, name)}: not what was written there; remove the file and make it anew`);
}
