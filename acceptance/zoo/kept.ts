import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import type { DefectScore } from "../../reports/index.ts";

/** What the campaigns of an entry came to, and on which version of the sources. */
export interface Kept {
  /** The commit, short. */
  readonly at: string;
  readonly scores: readonly DefectScore[];
}

/** The committed figures, by entry, behind `docs/zoo.md`: an hour or two of work, which can be done piece by piece. */
const place = new URL("../../docs/zoo.json", import.meta.url);

/** All figures that are kept. */
export function readKept(): ReadonlyMap<string, Kept> {
  return new Map(Object.entries(JSON.parse(readFileSync(place, "utf8")) as Record<string, Kept>));
}

/** Keeps the figures of an entry instead of those that were kept before. */
export function keep(id: string, scores: readonly DefectScore[]): void {
  const kept = new Map(readKept()).set(id, { at: commit(), scores });
  const rows = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  // A line an entry: what was measured anew is what differs.
  const lines = rows.map(([name, one]) => `${JSON.stringify(name)}: ${JSON.stringify(one)}`);
  writeFileSync(place, `{\n${lines.join(",\n")}\n}\n`);
}

function commit(): string {
  return execFileSync("git", ["rev-parse", "--short=8", "HEAD"], { encoding: "utf8" }).trim();
}
