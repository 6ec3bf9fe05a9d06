import type { ObservationOf, ObservationType, TraceEvent } from "../../model/index.ts";

/** What lost locks are folded from. */
export const lostTypes = [
  "file-lock-believed",
  "file-lock-dropped",
  "file-lock-kept",
  "file-lock-granted",
  "file-lock-given-up",
  "notice-received",
  "client-found-stale",
] as const satisfies readonly ObservationType[];

/** A lock that its client believes to hold, and that the file system has dropped, or keeps for it to reclaim. */
export interface LostLock {
  readonly client: number;
  readonly file: string;
  readonly atUs: number;
  /** It may be reclaimed: its client had not missed its lease. */
  readonly isOwed: boolean;
  /** The client has been notified since. */
  isTold: boolean;
}

/** Which locks are lost, and whether their clients know. */
export class LostLocks {
  private readonly believers = new Set<string>();
  /** Those that it keeps for a while: who is told has been told when they are dropped. */
  private readonly kept = new Map<string, LostLock>();
  private readonly lost = new Map<string, LostLock>();

  /** Those that are lost now. */
  get all(): Iterable<LostLock> {
    return this.lost.values();
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "notice-received" || event.type === "client-found-stale") return this.tell(event.client);
    if (!("file" in event)) return;
    const { client, file, atUs } = event;
    const key = `${client} ${file}`;
    if (event.type === "file-lock-believed") this.believers.add(key);
    else if (event.type === "file-lock-kept" || event.type === "file-lock-dropped") this.lose(event, key, atUs);
    else if (event.type === "file-lock-granted" && event.reclaim) this.settle(key);
    else if (event.type === "file-lock-given-up") {
      this.believers.delete(key);
      this.settle(key);
    }
  }

  private tell(client: number): void {
    for (const locks of [this.lost, this.kept])
      for (const lock of locks.values()) if (lock.client === client) lock.isTold = true;
  }

  private lose(event: ObservationOf<"file-lock-kept" | "file-lock-dropped">, key: string, atUs: number): void {
    if (!this.believers.has(key)) return;
    const { client, file } = event;
    const isTold = this.kept.get(key)?.isTold === true;
    const isOwed = event.type === "file-lock-kept" || event.cause !== "expired";
    this.kept.delete(key);
    const locks = event.type === "file-lock-kept" ? this.kept : this.lost;
    locks.set(key, { client, file, atUs, isOwed, isTold });
  }

  private settle(key: string): void {
    this.kept.delete(key);
    this.lost.delete(key);
  }
}
