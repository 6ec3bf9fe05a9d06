import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../usage-error.ts";

/** The text of a file a user named. @throws UsageError naming the option and the file */
export function readUserFile(path: string, cwd: string, option: string): string {
  try {
    return readFileSync(resolve(cwd, path), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new UsageError(`${option}: there is no file "${path}"`);
    if (code === "EISDIR") throw new UsageError(`${option}: "${path}" is a folder; name a file in it`);
    throw new UsageError(`${option}: cannot read "${path}" (${code ?? "unknown error"})`);
  }
}
