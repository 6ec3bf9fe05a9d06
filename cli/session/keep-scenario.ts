import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Scenario } from "../../model/index.ts";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import { makeFolder } from "./make-folder.ts";

/** Scenarios of one name with different contents that are kept side by side. */
const FILES_MAX = 1_000;
/** Names longer than this are cut: file systems allow 255 bytes. */
const NAME_MAX = 200;

/**
 * Writes a scenario to a file of this name, so that `run --scenario` tells its story; what an earlier command pointed to stays.
 *
 * @param about safe as the name of a file, without its ending
 * @returns the file, from the working directory
 * @throws UsageError if it cannot be written
 */
export function keepScenario(io: Io, folder: string, about: string, scenario: Scenario): string {
  const text = `${JSON.stringify(scenario, null, 2)}\n`;
  const file = freeFile(io, join(folder, about.slice(0, NAME_MAX)), text);
  try {
    makeFolder(resolve(io.cwd, dirname(file)));
    writeFileSync(resolve(io.cwd, file), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`--out: cannot write ${file} (${code}); give a folder that can be written`);
  }
  return file;
}

/** A file that there is not yet, or that says the same. */
function freeFile(io: Io, name: string, text: string): string {
  for (let index = 1; index < FILES_MAX; index += 1) {
    const file = index === 1 ? `${name}.json` : `${name}-${index}.json`;
    const place = resolve(io.cwd, file);
    if (!existsSync(place) || readFileSync(place, "utf8") === text) return file;
  }
  return `${name}.json`;
}
