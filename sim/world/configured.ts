import {
  addressesChange,
  type CtdbdData,
  defaultInterface,
  FLAG,
  type HomeNode,
  type IpAddress,
  namedInterfaces,
  type ProcessData,
  type ProgramName,
  parseAddress,
  type RecoverdData,
  type TakeoverHelperData,
} from "../../model/index.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/** What a daemon that starts reads of its configuration: which nodes are deleted, whether it may lead, whether it has the LMASTER capability; and who makes a takeover run where addresses belong. */
export function configured(world: World, program: ProgramName, data: ProcessData): ProcessData {
  if (program === "takeover-helper") (data as TakeoverHelperData).homes = homesOf(world);
  if (program !== "ctdbd" && program !== "recoverd") return data;
  const daemon = data as CtdbdData | RecoverdData;
  const { deleted = [] } = world.scenario;
  for (const pnn of deleted) daemon.flagsOf[pnn] = FLAG.deleted | FLAG.disconnected;
  daemon.leaderRole = mayLead(world, data.pnn);
  if ("knowsAddresses" in daemon) {
    daemon.knowsAddresses = addressesChange(world.scenario) || addressesOf(world, data).length > 0;
    daemon.work.homes = homesOf(world);
  }
  if ("lmasterRole" in daemon) {
    daemon.lmasterRole = world.scenario.notLmaster?.includes(data.pnn) !== true;
    daemon.groups = world.scenario.groups ?? {};
  }
  return data;
}

/** What the file `home_nodes` says, on every host alike. */
function homesOf({ scenario }: World): readonly HomeNode[] {
  return (scenario.publicAddresses ?? []).flatMap(({ address, home }) => {
    const parsed = home === undefined ? undefined : parseAddress(address);
    return parsed === undefined || home === undefined ? [] : [{ address: parsed, pnn: home }];
  });
}

/** The public addresses that a node knows, in the order of its file as it stands. */
export function addressesOf(world: World, { pnn }: Pick<Host, "pnn">): readonly IpAddress[] {
  const { scenario } = world;
  const file = world.host(pnn).addressFile;
  if (file !== null) return file;
  return (scenario.publicAddresses ?? []).flatMap(({ address, nodes }) => {
    const parsed = nodes?.includes(pnn) === false ? undefined : parseAddress(address);
    return parsed === undefined ? [] : [parsed];
  });
}

/** The interfaces that the public addresses of a node may be on, as its file names them. */
export function interfacesOf(world: World, host: Pick<Host, "pnn">): readonly string[] {
  const named = namedInterfaces(world.scenario.publicAddresses);
  return [...new Set(addressesOf(world, host).flatMap(({ text }) => named.get(text) ?? [defaultInterface]))];
}

/** Does its configuration let a node lead? */
export function mayLead({ scenario }: World, pnn: number): boolean {
  return scenario.cannotLead?.includes(pnn) !== true;
}

/** Is there no machine behind this number? */
export function isDeleted({ scenario }: World, pnn: number): boolean {
  return scenario.deleted?.includes(pnn) === true;
}
