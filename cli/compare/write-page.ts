import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Io } from "../io.ts";
import { UsageError } from "../usage-error.ts";

/**
 * Writes a comparison's page where `--html` says.
 * @throws UsageError where that file cannot be written
 */
export function writePage(io: Io, file: string, text: string): void {
  try {
    writeFileSync(resolve(io.cwd, file), text);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new UsageError(`--html: cannot write ${file} (${why}); give a file that can be written`);
  }
}
