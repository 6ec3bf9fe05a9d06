import type { Search } from "../search.ts";
import { withoutNode } from "../without-node.ts";

/** Takes nodes away, the last one first. */
export function fewerNodes(search: Search, otherSeeds: number): void {
  for (let pnn = search.best.nodes - 1; pnn >= 0; pnn -= 1) {
    const candidate = withoutNode(search.best, pnn);
    if (candidate !== undefined) search.acceptsAnySeed(candidate, otherSeeds);
  }
}
