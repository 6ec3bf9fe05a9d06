import { type Pnn, UNKNOWN } from "../../words/index.ts";
import { unassignUnsuitable } from "./basic.ts";
import { addressAt, type Layout } from "./layout.ts";
import { Lcp2Costs } from "./lcp2-costs.ts";
import { rebalance } from "./lcp2-rebalance.ts";
import type { AllocationArithmetic } from "./request.ts";

/** What LCP2 is told besides the layout. */
export interface Lcp2Settings {
  readonly arithmetic: AllocationArithmetic;
  readonly noIpFailback: boolean;
  readonly forceRebalanceNodes: readonly number[];
}

/** Spreads neighbouring addresses over the nodes (`server/ipalloc_lcp2.c`). */
export function allocateLcp2(layout: Layout, settings: Lcp2Settings): void {
  unassignUnsuitable(layout);
  const targets = rebalanceTargets(layout, settings.forceRebalanceNodes);
  const costs = new Lcp2Costs(layout);
  assignByCost(layout, costs);
  if (!settings.noIpFailback && targets.length > 0) rebalance(layout, costs, targets, settings.arithmetic);
}

/**
 * Where addresses may be moved to: nodes that have none at this moment, which are taken to be newly healthy, and those
 * that are forced; in ascending order.
 */
function rebalanceTargets({ nodes, counts }: Layout, forced: readonly number[]): Pnn[] {
  const all = Array.from({ length: nodes }, (_, pnn) => pnn);
  return all.filter((pnn) => counts[pnn] === 0 || forced.includes(pnn));
}

/** Again and again the pair of an address without a node and a node that costs the least; the first of equals. */
function assignByCost(layout: Layout, costs: Lcp2Costs): void {
  const cheapest = layout.owner.map((pnn, index) => (pnn === UNKNOWN ? leastOf(layout, costs, index) : UNKNOWN));
  for (;;) {
    const index = leastAddress(cheapest, costs);
    if (index === undefined) break;
    const to = cheapest[index] ?? UNKNOWN;
    layout.steps.push({
      kind: "assign",
      address: addressAt(layout, index),
      from: UNKNOWN,
      to,
      cost: costs.cost(index, to),
    });
    costs.move(index, to);
    cheapest[index] = UNKNOWN;
    // Costs only rise, so another node is cheaper only for those that would have gone to this one.
    for (const [other, pnn] of cheapest.entries()) if (pnn === to) cheapest[other] = leastOf(layout, costs, other);
  }
  for (const [index, pnn] of layout.owner.entries())
    if (pnn === UNKNOWN)
      layout.steps.push({ kind: "uncovered", address: addressAt(layout, index), from: UNKNOWN, to: UNKNOWN });
}

function leastAddress(cheapest: readonly Pnn[], costs: Lcp2Costs): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, pnn] of cheapest.entries()) {
    if (pnn === UNKNOWN) continue;
    const cost = costs.cost(index, pnn);
    if (cost < least) [best, least] = [index, cost];
  }
  return best;
}

function leastOf({ takers }: Layout, costs: Lcp2Costs, index: number): Pnn {
  let best = UNKNOWN;
  for (const pnn of takers[index] ?? [])
    if (best === UNKNOWN || costs.cost(index, pnn) < costs.cost(index, best)) best = pnn;
  return best;
}
