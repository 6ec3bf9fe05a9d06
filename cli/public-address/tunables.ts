import { knownTunable, tunableNames } from "../../fixtures/index.ts";
import { type AllocationAlgorithm, suggest } from "../../model/index.ts";

/** The tunables that a takeover run reads. */
export interface AddressTunables {
  readonly algorithm: AllocationAlgorithm;
  readonly noIpTakeover: boolean;
  readonly noIpFailback: boolean;
  readonly enableBans: boolean;
}

/** Those among CTDB's tunables that count here. */
type Counting = "NoIPTakeover" | "NoIPFailback" | "IPAllocAlgorithm" | "EnableBans";

/**
 * The name of a tunable as CTDB writes it, whatever the case; or a sentence about the name. All that CTDB knows may be
 * given, as the whole list of a node's; those on which allocation does not depend are passed over.
 */
export function tunableName(given: string): { readonly name: string } | { readonly wrong: string } {
  const name = knownTunable(given);
  if (name !== undefined) return { name };
  const head = given.slice(0, 60);
  return { wrong: `there is no tunable "${head}"${suggest(head, tunableNames)}` };
}

/** The tunables that a takeover run reads, of values by name; what is missing has CTDB's default. */
export function addressTunables(values: ReadonlyMap<string, number>): AddressTunables {
  const value = (name: Counting, otherwise: number) => values.get(name) ?? otherwise;
  const algorithms: Readonly<Record<number, AllocationAlgorithm>> = { 0: "deterministic", 1: "nondeterministic" };
  return {
    algorithm: algorithms[value("IPAllocAlgorithm", 2)] ?? "lcp2",
    noIpTakeover: value("NoIPTakeover", 0) !== 0,
    noIpFailback: value("NoIPFailback", 0) !== 0,
    enableBans: value("EnableBans", 1) !== 0,
  };
}
