import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../usage-error.ts";

/**
 * Makes sure, before anything is run, that failing runs can be written. Nothing is made: most runs do not fail.
 *
 * @throws UsageError if the folder is a file, or stands where nothing can be written
 */
export function checkOut(out: string, cwd: string): void {
  let place = resolve(cwd, out);
  while (!existsSync(place)) place = dirname(place);
  if (!statSync(place).isDirectory()) {
    const file = place === resolve(cwd, out) ? "it" : place;
    throw new UsageError(`--out: ${out} cannot be a folder, for ${file} is a file; give a folder that can be written`);
  }
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--out: cannot write into ${out} (${code}); give a folder that can be written`);
  }
}
