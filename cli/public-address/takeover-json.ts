import {
  activeNodes,
  type ControlFault,
  controlFailures,
  type PublicAddress,
  type TakeoverRequest,
  takeoverControls,
} from "../../model/index.ts";
import { homes, nodeNumbers, tunablesGiven } from "./allocate-json.ts";
import { Field, UINT32_MAX } from "./field.ts";
import { NODES_MAX, tooMany } from "./limits.ts";

const members = [
  "nodes",
  "publicIps",
  "tunables",
  "failoverDisabled",
  "forceRebalanceNodes",
  "controlFailures",
  "homeNodes",
  "leader",
] as const;

/** What `takeover --json` is asked. The helper runs on `leader`, else on the first active node. @throws InputError */
export function takeoverAsked(text: string): TakeoverRequest {
  const given = Field.parse(text).members(members);
  const flags = flagsByNode(given.nodes);
  const addresses = publicAddresses(given.publicIps, flags.length);
  const complaint = tooMany(flags.length, addresses.length);
  if (complaint !== undefined) throw given.publicIps.refused(complaint);
  return {
    ...tunablesGiven(given.tunables),
    flags,
    addresses,
    own: given.leader.isGiven ? given.leader.integer(0, flags.length - 1) : (activeNodes(flags)[0] ?? 0),
    arithmetic: "uint32",
    failoverDisabled: given.failoverDisabled.isGiven && given.failoverDisabled.switch(),
    forceRebalanceNodes: nodeNumbers(given.forceRebalanceNodes),
    homeNodes: homes(given.homeNodes),
    faults: given.controlFailures.isGiven ? controlFaults(given.controlFailures, flags.length) : [],
  };
}

/** The flags of nodes that are numbered from 0 without a gap, in any order. */
function flagsByNode(field: Field): number[] {
  const items = field.items(NODES_MAX);
  if (items.length === 0) throw field.refused("expected at least one node");
  const flags = new Array<number | undefined>(items.length).fill(undefined);
  for (const item of items) {
    const { pnn: number, flags: own } = item.members(["pnn", "flags"]);
    const pnn = number.integer(0, items.length - 1);
    if (flags[pnn] !== undefined) throw number.refused(`node ${pnn} is there already`);
    flags[pnn] = own.integer(0, UINT32_MAX);
  }
  return flags.map((own) => own ?? 0);
}

function publicAddresses(field: Field, nodes: number): PublicAddress[] {
  const seen = new Set<string>();
  return field.items().map((item) => {
    const { ip, pnn, allowed } = item.members(["ip", "pnn", "allowed"]);
    const address = ip.address();
    if (seen.has(address.text)) throw ip.refused(`${address.text} is there already`);
    seen.add(address.text);
    const known = { address, pnn: pnn.owner() };
    if (!allowed.isGiven || allowed.isNull) return known;
    return { ...known, allowed: allowed.items(NODES_MAX).map((one) => one.integer(0, nodes - 1)) };
  });
}

/** Which controls fail at which nodes, each told once: a slip of the pen would be a failure that never happens. */
function controlFaults(field: Field, nodes: number): ControlFault[] {
  const seen = new Set<string>();
  return field.items().map((item) => {
    const { control, pnn: number, kind } = item.members(["control", "pnn", "kind"]);
    const fault = { control: control.choice(takeoverControls), pnn: number.integer(0, nodes - 1) };
    const name = `${fault.control} of node ${fault.pnn}`;
    if (seen.has(name)) throw number.refused(`${name} is there already`);
    seen.add(name);
    return { ...fault, kind: kind.choice(controlFailures) };
  });
}
