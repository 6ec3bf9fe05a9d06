import { UNKNOWN } from "../../words/index.ts";
import { assignByCount, unassignUnsuitable } from "./basic.ts";
import { addressAt, type Layout, setOwner } from "./layout.ts";
import type { HomeNode } from "./request.ts";

/**
 * Every address has a node by its place in the list, or by `home_nodes`, whoever had it; only what cannot be there goes
 * elsewhere. There is nothing to fail back, so NoIPFailback changes nothing (`server/ipalloc_deterministic.c`).
 */
export function allocateDeterministic(layout: Layout, homeNodes: readonly HomeNode[]): void {
  const homes = new Map<string, number>();
  for (const { address, pnn } of homeNodes) if (!homes.has(address.text)) homes.set(address.text, pnn);
  for (const [index, { text }] of layout.addresses.entries()) {
    const home = homes.get(text);
    const isAtHome = home !== undefined && home < layout.nodes;
    const to = isAtHome ? home : index % layout.nodes;
    const from = setOwner(layout, index, to);
    if (from !== to)
      layout.steps.push({ kind: isAtHome ? "home" : "place", address: addressAt(layout, index), from, to });
  }
  unassignUnsuitable(layout);
  assignByCount(layout);
}

/** What `home_nodes` says, nothing if a line cannot be read: lines `ADDRESS PNN`, one word alone says nothing. */
export function parseHomeNodes(
  text: string,
  parse: (address: string) => HomeNode["address"] | undefined,
): { readonly homeNodes: readonly HomeNode[]; readonly unreadable: string | undefined } {
  const homeNodes: HomeNode[] = [];
  for (const line of text.split("\n")) {
    const [first, second] = line.split(/[ \t]+/).filter((word) => word !== "");
    if (first === undefined || second === undefined) continue;
    const address = parse(first);
    const pnn = /^\+?\d{1,10}$/.test(second) ? Number(second) : UNKNOWN;
    if (address === undefined || pnn === UNKNOWN) return { homeNodes: [], unreadable: line };
    homeNodes.push({ address, pnn });
  }
  return { homeNodes, unreadable: undefined };
}
