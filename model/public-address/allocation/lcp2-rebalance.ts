import type { Pnn } from "../../words/index.ts";
import { addressAt, type Layout } from "./layout.ts";
import { type Lcp2Costs, sumIn } from "./lcp2-costs.ts";
import type { AllocationArithmetic } from "./request.ts";

/** A move that makes things better. */
interface Move {
  readonly index: number;
  readonly to: Pnn;
  readonly gain: number;
  readonly cost: number;
}

/**
 * Moves addresses to the targets, always from the most imbalanced node that has a move that helps, until there is none.
 * It ends: every move lowers the exact sum of all imbalances, as it costs less than it gains.
 */
export function rebalance(
  layout: Layout,
  costs: Lcp2Costs,
  targets: readonly Pnn[],
  arithmetic: AllocationArithmetic,
): void {
  while (moveOne(layout, costs, targets, sumIn(arithmetic)));
}

function moveOne(layout: Layout, costs: Lcp2Costs, targets: readonly Pnn[], sum: (exact: number) => number): boolean {
  const imbalances = Array.from(costs.imbalances, sum);
  const sources = imbalances
    .map((imbalance, pnn) => ({ imbalance, pnn }))
    .sort((one, other) => other.imbalance - one.imbalance);
  for (const { imbalance, pnn } of sources) {
    // Such a node has one address at most, and so have all that follow. Or its sum has just wrapped to 0.
    if (imbalance === 0) return false;
    const move = bestMove(layout, costs, targets, pnn, sum);
    if (move === undefined) continue;
    const { index, to, gain, cost } = move;
    const from = costs.move(index, to);
    layout.steps.push({ kind: "rebalance", address: addressAt(layout, index), from, to, gain, cost });
    return true;
  }
  return false;
}

/**
 * The move away from a node that leaves the least imbalance on both: the target must be less imbalanced than the
 * source was, and the address must cost it less than it costs the source. The first of equals.
 */
function bestMove(
  layout: Layout,
  costs: Lcp2Costs,
  targets: readonly Pnn[],
  from: Pnn,
  sum: (exact: number) => number,
): Move | undefined {
  const { imbalances } = costs;
  const before = imbalances[from] ?? 0;
  let best: Move | undefined;
  let least = Number.POSITIVE_INFINITY;
  const consider = (index: number, to: Pnn, gain: number): void => {
    const cost = costs.cost(index, to);
    const after = (imbalances[to] ?? 0) + cost;
    if (cost >= gain || sum(after) >= sum(before)) return;
    const both = sum(before - gain + after);
    if (both < least && layout.takers[index]?.includes(to) === true) [best, least] = [{ index, to, gain, cost }, both];
  };
  for (const [index, pnn] of layout.owner.entries())
    if (pnn === from) for (const to of targets) consider(index, to, costs.cost(index, from));
  return best;
}
