import { INACTIVE, type Pnn, type TraceEvent } from "../../model/index.ts";
import type { DatabaseGenerations } from "../picture/index.ts";

/**
 * Volatile copies whose records count no more, since their node was stopped or banned (facts/recovery.md §3.1, §5, S11). A
 * recovery that did not know it yet may commit and thaw such a copy, but the node freezes itself again, and gives
 * nothing to the next recovery; nor does it when it is continued meanwhile. A thaw of an active node ends that.
 */
export class LeftCopies {
  private readonly generations: DatabaseGenerations;
  /** Nodes that are stopped or banned, as they see it themselves. */
  private readonly inactive = new Set<Pnn>();
  /** Of nodes that were, and are active again: the databases that were not thawed since. */
  private readonly untilThawed = new Map<Pnn, Set<string>>();

  /** Takes a view of which databases each node has. */
  constructor(generations: DatabaseGenerations) {
    this.generations = generations;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host } = event;
    if (event.type === "flags-changed" && (event.flags & INACTIVE) !== 0) this.inactive.add(host);
    else if (event.type === "flags-changed" && this.inactive.delete(host))
      this.untilThawed.set(host, new Set(this.generations.of(host).keys()));
    if (event.type === "database-thawed" && !this.inactive.has(host)) this.untilThawed.get(host)?.delete(event.db);
    if (event.type === "host-crashed" || (event.type === "process-exited" && event.program === "ctdbd")) {
      this.inactive.delete(host);
      this.untilThawed.delete(host);
    }
  }

  /** Is this node stopped or banned, as it sees it itself? */
  isInactive(host: Pnn): boolean {
    return this.inactive.has(host);
  }

  /** Do the records of this copy count no more? */
  has(host: Pnn, db: string): boolean {
    return this.inactive.has(host) || this.untilThawed.get(host)?.has(db) === true;
  }
}
