import type { FaultOf, Pnn } from "../../model/index.ts";
import { type Choices, drawOneOf, drawRange, drawShuffled } from "../choices/index.ts";
import { allNodes } from "./all-nodes.ts";

type Cut = FaultOf<"partition">["cut"];
type Shape = FaultOf<"partition">["shape"];

/** Both directions between two groups. */
function between(a: readonly Pnn[], b: readonly Pnn[]): Cut {
  return a.flatMap((from) => b.flatMap((to) => [[from, to] as const, [to, from] as const]));
}

/** Draws a partition of all hosts: who does not reach whom. */
export function drawPartition(choices: Choices, nodes: number): { readonly shape: Shape; readonly cut: Cut } {
  const order = drawShuffled(choices, "nemesis", allNodes(nodes));
  const [first = 0, ...others] = order;
  const shapes: readonly Shape[] =
    nodes > 2 ? ["halves", "isolate", "one-way", "bridge", "link"] : ["isolate", "one-way"];
  const shape = drawOneOf(choices, "nemesis", shapes);
  switch (shape) {
    case "halves": {
      const size = drawRange(choices, "nemesis", 1, nodes - 1);
      return { shape, cut: between(order.slice(0, size), order.slice(size)) };
    }
    case "isolate":
      return { shape, cut: between([first], others) };
    case "one-way":
      return { shape, cut: others.map((to) => [first, to] as const) };
    case "bridge": {
      // Two groups that meet only in one host.
      const middle = Math.ceil(others.length / 2);
      return { shape, cut: between(others.slice(0, middle), others.slice(middle)) };
    }
    case "link":
      return { shape, cut: between([first], others.slice(0, 1)) };
  }
}
