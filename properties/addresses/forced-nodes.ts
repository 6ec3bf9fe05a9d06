import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import type { Picture } from "../picture/index.ts";

/** The observations this is folded from, beside what is known of takeover runs. */
export const forcedTypes = ["node-forced"] as const satisfies readonly ObservationType[];

/** The force-rebalance list of one leader. */
interface List {
  readonly nodes: Set<Pnn>;
  changedUs: number;
  /** Runs that have begun since then, and have succeeded. */
  served: number;
}

/**
 * The nodes to which the runs of each leader may move addresses although they have some. A list that changes during a run
 * outlives it, and when the leader looked at it before it started its helper does not show: two runs see all of it.
 */
export class ForcedNodes {
  readonly #lists = new Map<Pnn, List>();

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent, { takeovers }: Picture): void {
    const { host, atUs } = event;
    const list = this.#lists.get(host);
    if (event.type === "node-forced") {
      const { nodes = new Set<Pnn>() } = list ?? {};
      this.#lists.set(host, { nodes: nodes.add(event.node), changedUs: atUs, served: 0 });
    }
    if (list === undefined) return;
    if (event.type === "takeover-started" && list.served >= SERVED_BY) this.#lists.delete(host);
    if (event.type !== "takeover-ended" || !event.ok) return;
    if ((takeovers.of(host, event.pid)?.startedUs ?? 0) > list.changedUs) list.served += 1;
  }

  /** May a run that has ended since the last one that succeeded have moved addresses to this node? */
  mayBeForced(node: Pnn): boolean {
    for (const { nodes } of this.#lists.values()) if (nodes.has(node)) return true;
    return false;
  }
}

const SERVED_BY = 2;
