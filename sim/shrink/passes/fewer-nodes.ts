import type { Search } from "../search.ts";
import { busyNodes, rescued, turns, withoutIdle } from "../turned.ts";
import { withoutNode } from "../without-node.ts";

/** Takes nodes away, the last one first. */
export function fewerNodes(search: Search, otherSeeds: number): void {
  busyOnly(search, otherSeeds);
  for (let pnn = search.best.nodes - 1; pnn >= 0; pnn -= 1) {
    const candidate = withoutNode(search.best, pnn);
    if (candidate === undefined || search.acceptsAnySeed(candidate, otherSeeds)) continue;
    const { jobs = [] } = search.best;
    if (!jobs.some(({ node }) => node === pnn)) continue;
    const left = withoutNode(rescued(search.best, pnn), pnn);
    if (left !== undefined) turns(left).some((turned) => search.accepts(turned));
  }
}

/**
 * Where a record is kept follows from its key and from the nodes that there are: with fewer nodes the same may have to
 * happen to others, or there may be a number of nodes for which it does not happen at all. So if there are clients, all
 * nodes to which nothing happens are taken away at once, then all but one, and so on.
 */
function busyOnly(search: Search, otherSeeds: number): void {
  const { best } = search;
  if (best.jobs === undefined) return;
  const fewest = Math.max(2, busyNodes(best).length);
  for (let nodes = fewest; nodes < best.nodes; nodes += 1) {
    const left = withoutIdle(best, nodes);
    if (left !== undefined && turns(left).some((turned) => search.acceptsAnySeed(turned, otherSeeds))) return;
  }
}
