import type { NfsSpec } from "./nfs-spec.ts";
import type { Scenario } from "./scenario.ts";

/** Public addresses that some node serves from the start, or may be given at run time. */
export function servedAddresses({
  publicAddresses = [],
  faults,
}: Pick<Scenario, "publicAddresses" | "faults">): readonly string[] {
  const later = faults.flatMap((fault) => {
    if (fault.kind !== "address-command") return [];
    const { command, adds = [], address } = fault;
    return command === "addip" && address !== undefined ? [...adds, address] : adds;
  });
  return [...publicAddresses.map(({ address }) => address), ...later];
}

/** An address that a field of a scenario's `nfs` names. */
export interface NamedAddress {
  readonly field: string;
  readonly address: string;
}

/** The first address in `nfs` that no node ever serves: whoever asks by it is never answered. Undefined: there is none. */
export function unservedAddress(scenario: Scenario): NamedAddress | undefined {
  if (scenario.nfs === undefined) return undefined;
  const served = new Set(servedAddresses(scenario));
  return namedAddresses(scenario.nfs).find(({ address }) => !served.has(address));
}

function namedAddresses({ exports = {}, users }: NfsSpec): readonly NamedAddress[] {
  const ofUsers = users.flatMap(({ way, goesTo }, index): NamedAddress[] => [
    ...("address" in way ? [{ field: `nfs.users[${index}].way.address`, address: way.address }] : []),
    ...(goesTo === undefined ? [] : [{ field: `nfs.users[${index}].goesTo.address`, address: goesTo.address }]),
  ]);
  const ofFiles = Object.entries(exports).map(([file, address]) => ({ field: `nfs.exports.${file}`, address }));
  return [...ofUsers, ...ofFiles];
}

/** When the first lock is asked for, if that is at or after the end of the run, microseconds: nothing is tested then. */
export function firstAskAfterEndUs({ nfs, durationUs }: Pick<Scenario, "nfs" | "durationUs">): number | undefined {
  if (nfs === undefined || nfs.users.length === 0) return undefined;
  const firstUs = Math.min(...nfs.users.map(({ atUs }) => atUs));
  return firstUs < durationUs ? undefined : firstUs;
}

/** Can its clients of NFS ask for locks, and somebody answer them? */
export function locksAreTested(scenario: Scenario): boolean {
  return unservedAddress(scenario) === undefined && firstAskAfterEndUs(scenario) === undefined;
}
