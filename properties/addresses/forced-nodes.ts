import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** The observations this is folded from. */
export const forcedTypes = ["node-forced"] as const satisfies readonly ObservationType[];

/** When leaders last heard that addresses are to be moved to a node: it may stay on the list of one until a run succeeds. */
export class ForcedNodes {
  readonly #lastUs = new Map<Pnn, number>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "node-forced") this.#lastUs.set(event.node, event.atUs);
  }

  /** May a run that began after that moment have moved addresses to this node? */
  mayBeForced(node: Pnn, sinceUs: number): boolean {
    return (this.#lastUs.get(node) ?? Number.NEGATIVE_INFINITY) >= sinceUs;
  }
}
