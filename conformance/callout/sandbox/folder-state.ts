import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files that only the kit itself writes, or that a call writes by being called. */
const NOT_STATE = /^(calls|answers|bin|ctdb|base|helpers|var\/log|tmp)(\/|$)/;

/** What the files are in which a script keeps its state: their paths, sizes and times of writing, in one text. */
export function stateOf(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => !NOT_STATE.test(path))
    .sort()
    .map((path) => `${path} ${stampOf(join(folder, path))}`)
    .join("\n");
}

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat?.isFile() === true ? `${stat.size} ${stat.mtimeNs}` : "";
}
