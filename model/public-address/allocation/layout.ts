import { type Pnn, UNKNOWN } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";

/** One thing an allocation did, in the order done. */
export interface AllocationStep {
  /**
   * `place`, `home`: put where the deterministic algorithm wants it, by the list or by `home_nodes`; `unassign`: its node cannot host it; `assign`: it had no
   * node; `rebalance`: moved to even things out; `uncovered`: nobody can take it.
   */
  readonly kind: "place" | "home" | "unassign" | "assign" | "rebalance" | "uncovered";
  readonly address: IpAddress;
  /** UNKNOWN: none. */
  readonly from: Pnn;
  /** UNKNOWN: none. */
  readonly to: Pnn;
  /** LCP2: by how much the imbalance of `to` rises. */
  readonly cost?: number;
  /** LCP2: by how much the imbalance of `from` falls. */
  readonly gain?: number;
}

/** Who has what, while it is worked out. Addresses go by their place in the merged list. */
export interface Layout {
  /** The merged list: the greatest key first. Every tie is broken by this order, and by the lower node number. */
  readonly addresses: readonly IpAddress[];
  /** The number of nodes. */
  readonly nodes: number;
  /** The node of each address, UNKNOWN for none. */
  readonly owner: Pnn[];
  /** The nodes that say they could host each address, in ascending order. */
  readonly hosts: readonly (readonly Pnn[])[];
  /** The nodes that may be given each address: `hosts`, or none with NoIPTakeover. */
  readonly takers: readonly (readonly Pnn[])[];
  /** How many addresses each node has. */
  readonly counts: number[];
  readonly steps: AllocationStep[];
}

/** Gives an address to a node, or to none. */
export function setOwner(layout: Layout, index: number, to: Pnn): Pnn {
  const { owner, counts } = layout;
  const from = owner[index] ?? UNKNOWN;
  if (from !== UNKNOWN) counts[from] = (counts[from] ?? 0) - 1;
  if (to !== UNKNOWN) counts[to] = (counts[to] ?? 0) + 1;
  owner[index] = to;
  return from;
}

/** The address at a place. */
export function addressAt({ addresses }: Layout, index: number): IpAddress {
  return addresses[index] as IpAddress;
}
