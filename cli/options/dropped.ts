import { assumptions, defaultAssumptionNames, type LockDesign, type Scenario } from "../../model/index.ts";
import { knownName } from "./names.ts";

/**
 * Names of the assumptions that are not in force, in the order of the ledger.
 *
 * @param given names that were checked, or `all`
 */
export function droppedNames(
  given: readonly string[],
  asShipped: boolean,
  lock: LockDesign,
  ctdb?: Scenario["ctdb"],
): string[] {
  const named = new Set(given);
  if (asShipped || named.has("all")) for (const name of defaultAssumptionNames(lock, ctdb)) named.add(name);
  return assumptions.map(({ name }) => name).filter((name) => named.has(name));
}

/**
 * Checks names of assumptions, or `all`.
 *
 * @param where they were given, for the error
 * @throws UsageError on an unknown one
 */
export function checkDropped(given: readonly string[], where: string): void {
  const known = [...assumptions.map(({ name }) => name), "all"];
  for (const name of given) knownName(name, where, known, "cluster-sim properties");
}
