import { UNKNOWN } from "../../words/index.ts";
import { assignByCount, fewest, most, unassignUnsuitable } from "./basic.ts";
import { addressAt, type Layout, setOwner } from "./layout.ts";

const RETRIES_MORE_THAN_ADDRESSES = 5;

/** What has no node goes to the node with the fewest; then numbers are evened out, one address after another. */
export function allocateNondeterministic(layout: Layout, noIpFailback: boolean): void {
  unassignUnsuitable(layout);
  assignByCount(layout);
  if (noIpFailback) return;
  const tries = layout.addresses.length + RETRIES_MORE_THAN_ADDRESSES;
  for (let done = 0; done < tries; done += 1) if (!evenOut(layout)) return;
}

/**
 * Takes one address from the node that has too many, and gives it to whoever may take it and has the fewest.
 *
 * It is that node's first address of the list, not the one whose takers differ: it may even stay where it is, and then
 * the same is tried again until the tries are used up (`server/ipalloc_nondeterministic.c`).
 *
 * @returns false if no address has takers of which one has at least two addresses more than another
 */
function evenOut(layout: Layout): boolean {
  const { owner, counts } = layout;
  for (const [index, pnn] of owner.entries()) {
    if (pnn === UNKNOWN) continue;
    const fullest = most(layout, index);
    if (fullest === UNKNOWN || (counts[fullest] ?? 0) <= (counts[fewest(layout, index)] ?? 0) + 1) continue;
    const first = owner.indexOf(fullest);
    const to = fewest(layout, first);
    if (to === UNKNOWN) return true;
    const from = setOwner(layout, first, to);
    if (from !== to) layout.steps.push({ kind: "rebalance", address: addressAt(layout, first), from, to });
    return true;
  }
  return false;
}
