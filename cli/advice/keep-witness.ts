import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { GraceName, WindowCondition } from "../../model/index.ts";
import type { AdviceWitness } from "../../reports/index.ts";
import type { Io } from "../io.ts";
import { fileSafe } from "../session/file-safe.ts";
import { makeFolder } from "../session/make-folder.ts";
import { quoted } from "../session/reproduce.ts";
import { UsageError } from "../usage-error.ts";
import type { Shown } from "./find-witness.ts";

/** Scenarios of one name with different contents that are kept side by side. */
const FILES_MAX = 1_000;
/** Names longer than this are cut: file systems allow 255 bytes. */
const NAME_MAX = 200;

/**
 * Writes the scenario of a run that shows something, so that `run` tells its story.
 *
 * @throws UsageError if it cannot be written
 */
export function keepWitness(
  io: Io,
  out: string,
  grace: GraceName,
  { window, witness }: WindowCondition,
  { scenario, ...shown }: Shown,
): AdviceWitness {
  const text = `${JSON.stringify(scenario, null, 2)}\n`;
  const about = [grace, window, witness?.failure, witness?.clients, fileSafe(shown.seed)].join("-").slice(0, NAME_MAX);
  const file = freeFile(io, join(out, "advise", about), text);
  try {
    makeFolder(resolve(io.cwd, dirname(file)));
    writeFileSync(resolve(io.cwd, file), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`--out: cannot write ${file} (${code}); give a folder that can be written`);
  }
  return { ...shown, file, reproduce: `npx cluster-sim run --scenario ${quoted(file)}` };
}

/** A file that there is not yet, or that says the same: what an earlier command pointed to stays. */
function freeFile(io: Io, name: string, text: string): string {
  for (let index = 1; index < FILES_MAX; index += 1) {
    const file = index === 1 ? `${name}.json` : `${name}-${index}.json`;
    const place = resolve(io.cwd, file);
    if (!existsSync(place) || readFileSync(place, "utf8") === text) return file;
  }
  return `${name}.json`;
}
