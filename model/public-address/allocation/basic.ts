import { type Pnn, UNKNOWN } from "../../words/index.ts";
import { addressAt, type Layout, setOwner } from "./layout.ts";

/** Takes from nodes what they cannot host. NoIPTakeover makes no difference here. */
export function unassignUnsuitable(layout: Layout): void {
  for (const [index, pnn] of layout.owner.entries()) {
    if (pnn === UNKNOWN || layout.hosts[index]?.includes(pnn) === true) continue;
    setOwner(layout, index, UNKNOWN);
    layout.steps.push({ kind: "unassign", address: addressAt(layout, index), from: pnn, to: UNKNOWN });
  }
}

/** Gives what has no node to the node with the fewest addresses that may take it. */
export function assignByCount(layout: Layout): void {
  for (const [index, pnn] of layout.owner.entries()) {
    if (pnn !== UNKNOWN) continue;
    const to = fewest(layout, index);
    setOwner(layout, index, to);
    const kind = to === UNKNOWN ? "uncovered" : "assign";
    layout.steps.push({ kind, address: addressAt(layout, index), from: UNKNOWN, to });
  }
}

/** The node with the fewest addresses that may take this one, UNKNOWN if none may. */
export function fewest({ takers, counts }: Layout, index: number): Pnn {
  let best = UNKNOWN;
  for (const pnn of takers[index] ?? []) if (best === UNKNOWN || (counts[pnn] ?? 0) < (counts[best] ?? 0)) best = pnn;
  return best;
}

/** The node with the most addresses that may take this one, UNKNOWN if none may. */
export function most({ takers, counts }: Layout, index: number): Pnn {
  let best = UNKNOWN;
  for (const pnn of takers[index] ?? []) if (best === UNKNOWN || (counts[pnn] ?? 0) > (counts[best] ?? 0)) best = pnn;
  return best;
}
