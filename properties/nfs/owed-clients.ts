import type { ObservationType, TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { isHeldForAll } from "./entered-by-all.ts";
import { LeftLocks, leftTypes } from "./left-locks.ts";
import { type LostLock, LostLocks, lostTypes } from "./lost-locks.ts";
import type { WithinReach } from "./within-reach.ts";

/** What it is folded from, beside what says whom a client can reach. */
export const owedTypes = [...new Set([...lostTypes, ...leftTypes])] as const satisfies readonly ObservationType[];

/**
 * Clients of NFS who have lost a lock and have not been answered since: a grace that all share waits for them. smbd, or a
 * local process, waits for no grace.
 */
export class OwedClients {
  private readonly lost = new LostLocks();
  /** Where the file system holds locks until all are in grace: those are not lost yet, and owed all the same. */
  private readonly left: LeftLocks | undefined;
  /** Who has given a lost lock back, or up, while nobody served his address: no server has heard of it. */
  private readonly unheard = new Set<number>();
  private readonly setting: Setting;
  private readonly reach: WithinReach;

  constructor(setting: Setting, reach: WithinReach) {
    this.setting = setting;
    this.reach = reach;
    this.left = isHeldForAll(setting) ? new LeftLocks(setting) : undefined;
  }

  /** Takes one observation in, of which `reach` has heard. */
  observe(event: TraceEvent): void {
    if (event.type === "file-lock-given-up" && this.has(event.client)) this.unheard.add(event.client);
    this.lost.observe(event);
    this.left?.observe(event);
    for (const client of this.unheard) if (this.reach.has(client)) this.unheard.delete(client);
  }

  /** Is there any? */
  get isAny(): boolean {
    return this.unheard.size > 0 || this.locks.some((lock) => this.isOwed(lock));
  }

  private get locks(): readonly LostLock[] {
    return [...this.lost.all, ...(this.left?.all ?? [])];
  }

  private has(client: number): boolean {
    return this.locks.some((lock) => lock.client === client && this.isOwed(lock));
  }

  private isOwed({ client, isOwed }: LostLock): boolean {
    const way = this.setting.nfs?.users[client]?.way;
    return isOwed && way !== undefined && "address" in way;
  }
}
