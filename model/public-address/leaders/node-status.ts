import { FLAG, INACTIVE, type Pnn } from "../../words/index.ts";
import type { IpAddress } from "../address/index.ts";

/** A node as one node sees it. */
export interface SeenNode {
  readonly pnn: Pnn;
  /** Its private address. */
  readonly address: IpAddress;
  readonly flags: number;
}

/** A line of a group's file. */
export interface GroupMember {
  readonly address: IpAddress;
  /** Never the leader. */
  readonly isFollowerOnly: boolean;
}

/** What a tool prints. */
export interface ToolAnswer {
  /** Its exit status. */
  readonly rc: number;
  readonly lines: readonly string[];
}

/** The flag that CTDB's tool shows of other nodes until the first recovery is over (facts/real-ctdb.md §3.2). */
const SHOWN_AS_UNKNOWN = 0x40;

/** Does a node have none of these flags? */
export type StatusClass = (flags: number) => boolean;

/** Active, healthy and known. */
export const isWell = without(INACTIVE | FLAG.unhealthy | FLAG.disabled | SHOWN_AS_UNKNOWN);

/** The class of nodes that have none of some flags. */
export function without(bits: number): StatusClass {
  return (flags) => (flags & bits) === 0;
}

/** The nodes of the node map, the lowest number first. Deleted ones are not there for the tools. */
export function listed(nodes: readonly SeenNode[]): SeenNode[] {
  return nodes.filter(({ flags }) => (flags & FLAG.deleted) === 0).sort((one, other) => one.pnn - other.pnn);
}

/** Those of the first class that any of them is in. */
export function ofFirstClass<T>(
  nodes: readonly T[],
  flagsOf: (node: T) => number,
  classes: readonly StatusClass[],
): readonly T[] {
  for (const isIn of classes) {
    const found = nodes.filter((node) => isIn(flagsOf(node)));
    if (found.length > 0) return found;
  }
  return [];
}

/** The flags of a node, as they are seen. */
export function seenFlags({ flags }: SeenNode): number {
  return flags;
}

/** The nodes whose addresses are among these members'. */
export function membersOf(nodes: readonly SeenNode[], group: readonly GroupMember[]): SeenNode[] {
  const addresses = new Set(group.map(({ address }) => address.text));
  return nodes.filter(({ address }) => addresses.has(address.text));
}

/** Members that may lead. */
export function candidatesOf(group: readonly GroupMember[]): GroupMember[] {
  return group.filter(({ isFollowerOnly }) => !isFollowerOnly);
}
