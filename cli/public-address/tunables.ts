import { type AllocationAlgorithm, suggest } from "../../model/index.ts";

/** The tunables that a takeover run reads. */
export interface AddressTunables {
  readonly algorithm: AllocationAlgorithm;
  readonly noIpTakeover: boolean;
  readonly noIpFailback: boolean;
  readonly enableBans: boolean;
}

/**
 * What may be set: five that count, one of them only where time does, and four that CTDB takes and passes over
 * (facts/ip-nfs.md §1.1).
 */
const names = [
  "NoIPTakeover",
  "NoIPFailback",
  "IPAllocAlgorithm",
  "EnableBans",
  "TakeoverTimeout",
  "NoIPHostOnAllDisabled",
  "DisableIPFailover",
  "DeterministicIPs",
  "LCP2PublicIPs",
] as const;

/** The name of a tunable as CTDB writes it, whatever the case; or a sentence about the name. */
export function tunableName(given: string): { readonly name: string } | { readonly wrong: string } {
  const name = names.find((one) => one.toLowerCase() === given.toLowerCase());
  if (name !== undefined) return { name };
  const head = given.slice(0, 60);
  return { wrong: `there is no tunable "${head}" that allocation depends on${suggest(head, names)}` };
}

/** The tunables that a takeover run reads, of values by name; what is missing has CTDB's default. */
export function addressTunables(values: ReadonlyMap<string, number>): AddressTunables {
  const value = (name: (typeof names)[number], otherwise: number) => values.get(name) ?? otherwise;
  const algorithms: Readonly<Record<number, AllocationAlgorithm>> = { 0: "deterministic", 1: "nondeterministic" };
  return {
    algorithm: algorithms[value("IPAllocAlgorithm", 2)] ?? "lcp2",
    noIpTakeover: value("NoIPTakeover", 0) !== 0,
    noIpFailback: value("NoIPFailback", 0) !== 0,
    enableBans: value("EnableBans", 1) !== 0,
  };
}
