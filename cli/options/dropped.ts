import { assumptions, defaultAssumptionNames, type LockDesign, type Scenario } from "../../model/index.ts";
import { knownName } from "./names.ts";

/**
 * Names of the assumptions that are not in force, in the order of the ledger.
 *
 * @param given names, or `all`
 * @throws UsageError on an unknown name
 */
export function droppedNames(
  given: readonly string[],
  asShipped: boolean,
  lock: LockDesign,
  ctdb?: Scenario["ctdb"],
): string[] {
  const ledger = assumptions.map((assumption) => assumption.name);
  const named = new Set(given.map((name) => knownName(name, "--drop-assumption", [...ledger, "all"])));
  if (asShipped || named.has("all")) for (const name of defaultAssumptionNames(lock, ctdb)) named.add(name);
  return ledger.filter((name) => named.has(name));
}
