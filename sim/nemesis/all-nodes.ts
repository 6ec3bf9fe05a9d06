import type { Pnn } from "../../model/index.ts";

/** The nodes of a cluster of so many, from 0 on. */
export function allNodes(nodes: number): readonly Pnn[] {
  return Array.from({ length: nodes }, (_, pnn) => pnn);
}
