import type { ObservationType, TraceEvent } from "../../model/index.ts";

/** What lost locks are folded from. */
export const lostTypes = [
  "file-lock-believed",
  "file-lock-dropped",
  "file-lock-granted",
  "file-lock-given-up",
  "notice-received",
  "client-found-stale",
] as const satisfies readonly ObservationType[];

/** A lock that its client believes to hold, and that the file system has dropped. */
export interface LostLock {
  readonly client: number;
  readonly file: string;
  readonly atUs: number;
  /** The client has been notified since. */
  isTold: boolean;
}

/** Which locks are lost, and whether their clients know. */
export class LostLocks {
  private readonly believers = new Set<string>();
  private readonly lost = new Map<string, LostLock>();

  /** Those that are lost now. */
  get all(): Iterable<LostLock> {
    return this.lost.values();
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "notice-received" || event.type === "client-found-stale") {
      for (const lock of this.lost.values()) if (lock.client === event.client) lock.isTold = true;
      return;
    }
    if (!("file" in event)) return;
    const { client, file, atUs } = event;
    const key = `${client} ${file}`;
    if (event.type === "file-lock-believed") this.believers.add(key);
    else if (event.type === "file-lock-dropped" && this.believers.has(key))
      this.lost.set(key, { client, file, atUs, isTold: false });
    else if (event.type === "file-lock-granted" && event.reclaim) this.lost.delete(key);
    else if (event.type === "file-lock-given-up") {
      this.believers.delete(key);
      this.lost.delete(key);
    }
  }
}
