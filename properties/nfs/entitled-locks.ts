import type { ObservationType, TraceEvent } from "../../model/index.ts";

/** What it is folded from. */
export const entitledTypes = [
  "file-lock-granted",
  "file-lock-dropped",
  "file-lock-kept",
] as const satisfies readonly ObservationType[];

/** Who had the lock of a file last. */
interface Last {
  readonly client: number;
  readonly atUs: number;
  /** When the file system forgot it, or began to keep it; -1: it has not. */
  lostUs: number;
  /** It may not be reclaimed any more: its client was not heard of for a lease, or was late. */
  isForfeited: boolean;
}

/** Who may reclaim the lock of which file: whoever was the last to have it, unless he has forfeited it (facts/ip-nfs.md §5.3). */
export class EntitledLocks {
  private readonly lasts = new Map<string, Last>();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "file-lock-granted")
      this.lasts.set(event.file, { client: event.client, atUs: event.atUs, lostUs: -1, isForfeited: false });
    if (event.type !== "file-lock-dropped" && event.type !== "file-lock-kept") return;
    const last = this.lasts.get(event.file);
    if (last?.client !== event.client) return;
    if (last.lostUs < 0) last.lostUs = event.atUs;
    if (event.type === "file-lock-dropped" && (event.cause === "expired" || event.cause === "unreclaimed"))
      last.isForfeited = true;
  }

  /** A grace is over in which these clients could have reclaimed: what they have lost is forfeited. */
  forfeit(isConcerned: (client: number) => boolean): void {
    for (const last of this.lasts.values()) if (last.lostUs >= 0 && isConcerned(last.client)) last.isForfeited = true;
  }

  /** When the lock of this file was granted to a client that may reclaim it; undefined: it may not. */
  grantedUs(file: string, client: number): number | undefined {
    const last = this.lasts.get(file);
    return last?.client === client && !last.isForfeited ? last.atUs : undefined;
  }
}
