import type { Look } from "../paint.ts";
import { hang } from "../text/index.ts";
import type { ClauseAbout } from "./conformance-result.ts";

/** The clauses of a profile, as a reader looks them up. */
export function clauseList(clauses: readonly ClauseAbout[], { columns, paint }: Look): string {
  const told = (word: string, texts: readonly string[]): string[] =>
    texts.length === 0 ? [] : hang(`    ${word.padEnd(8)}`, texts.join(", "), columns);
  const lines = clauses.flatMap(({ id, name, level, claim, source, needs, wants = [] }) => [
    `${paint.strong(`${id} ${name}`)} (${level})`,
    ...hang("    ", claim, columns),
    ...told("source", [source]),
    ...told("needs", needs),
    ...told("hooks", wants),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}
