import type { ClauseAbout } from "../../reports/index.ts";
import { knownName } from "../options/names.ts";

/**
 * The numbers of the clauses that were named, by number or by name; undefined: none was named.
 *
 * @throws UsageError with the nearest number or name
 */
export function chosenClauses(
  given: readonly string[],
  clauses: readonly ClauseAbout[],
): ReadonlySet<string> | undefined {
  if (given.length === 0) return undefined;
  const numbers = new Map(clauses.flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]));
  const known = [...clauses.map(({ name }) => name), ...clauses.map(({ id }) => id)];
  const words = given.flatMap((text) => text.split(",").map((word) => word.trim())).filter((word) => word !== "");
  return new Set(words.map((word) => numbers.get(knownName(word, "--only", known)) ?? word));
}
