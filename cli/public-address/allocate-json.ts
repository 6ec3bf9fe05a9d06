import {
  type AllocationRequest,
  allocationAlgorithms,
  allocationArithmetics,
  type HomeNode,
  type IpAddress,
  type KnownAddress,
  offersAddresses,
  RUN_STATE_RUNNING,
} from "../../model/index.ts";
import { Field, UINT32_MAX } from "./field.ts";
import { NODES_MAX, tooMany } from "./limits.ts";
import { type AddressTunables, addressTunables, tunableName } from "./tunables.ts";

const members = [
  "algorithm",
  "arithmetic",
  "tunables",
  "forceRebalanceNodes",
  "homeNodes",
  "nodeFlags",
  "runstates",
  "known",
  "available",
] as const;

/** What `allocate --json` is asked. @throws InputError */
export function allocationAsked(text: string): AllocationRequest {
  const top = Field.parse(text);
  const { algorithm, arithmetic, ...given } = top.members(members);
  const known = given.known.items(NODES_MAX).map(knownAddresses);
  const nodes = known.length;
  const offers = willing(given.nodeFlags, given.runstates, nodes);
  const available = given.available.isGiven
    ? given.available.tuple(nodes).map((list) => list.items().map((item) => item.address()))
    : known.map((reports) => reports.map(({ address }) => address));
  const complaint = tooMany(nodes, new Set(known.flat().map(({ address }) => address.text)).size);
  if (complaint !== undefined) throw given.known.refused(complaint);
  const tunables = tunablesGiven(given.tunables);
  return {
    ...tunables,
    ...(algorithm.isGiven ? { algorithm: algorithm.choice(allocationAlgorithms) } : {}),
    arithmetic: arithmetic.isGiven ? arithmetic.choice(allocationArithmetics) : "uint32",
    forceRebalanceNodes: nodeNumbers(given.forceRebalanceNodes),
    homeNodes: homes(given.homeNodes),
    known,
    available: available.map((addresses, pnn): readonly IpAddress[] => (offers[pnn] === true ? addresses : [])),
  };
}

/** Tunables by name. */
export function tunablesGiven(field: Field): AddressTunables {
  const values = new Map<string, number>();
  for (const [given, value] of field.isGiven ? field.entries() : []) {
    const found = tunableName(given);
    if ("wrong" in found) throw field.refused(found.wrong);
    values.set(found.name, found.name === "IPAllocAlgorithm" ? value.integer(0, UINT32_MAX) : Number(value.switch()));
  }
  return addressTunables(values);
}

/** A list of node numbers, of which some may be nobody's. */
export function nodeNumbers(field: Field): number[] {
  return field.isGiven ? field.items().map((item) => item.integer(0, UINT32_MAX)) : [];
}

/** Home nodes by address. */
export function homes(field: Field): HomeNode[] {
  if (!field.isGiven) return [];
  return field.entries().map(([text, pnn]) => ({
    address: new Field(text, "homeNodes").address(),
    pnn: pnn.integer(0, UINT32_MAX),
  }));
}

function knownAddresses(field: Field): KnownAddress[] {
  return field.items().map((report) => {
    const [address, pnn] = report.tuple(2) as [Field, Field];
    return { address: address.address(), pnn: pnn.owner() };
  });
}

/** Which nodes offer what they have available. */
function willing(flags: Field, runStates: Field, nodes: number): boolean[] {
  const numbers = (field: Field, otherwise: number) =>
    field.isGiven
      ? field.tuple(nodes).map((item) => item.integer(0, UINT32_MAX))
      : new Array<number>(nodes).fill(otherwise);
  const states = numbers(runStates, RUN_STATE_RUNNING);
  return numbers(flags, 0).map((one, pnn) => offersAddresses(one, states[pnn] ?? 0));
}
