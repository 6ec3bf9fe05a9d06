import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** What it is folded from. */
export const hostServerTypes = [
  "grace-began",
  "grace-ended",
  "lock-manager-stopped",
  "process-started",
  "host-paused",
  "host-resumed",
] as const satisfies readonly ObservationType[];

/** Where a host has one NFS server: whether it is there to do what it is called out for, and since when. */
export class HostServers {
  /** Who calls out to one that is stopped is told that all is well; it grants nothing. */
  private readonly stopped = new Set<Pnn>();
  /** When a host last stood still, or its server was started. */
  private readonly anewUs = new Map<Pnn, number>();

  /** Takes one observation in: one of an address alone says nothing of the server. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "host-paused" || event.type === "host-resumed") this.anewUs.set(host, atUs);
    else if (event.type === "process-started" && event.program === "nfs-server") {
      this.anewUs.set(host, atUs);
      this.stopped.delete(host);
    } else if (event.type === "lock-manager-stopped" && event.addresses.length === 0) this.stopped.add(host);
    else if ((event.type === "grace-began" || event.type === "grace-ended") && event.addresses.length === 0)
      this.stopped.delete(host);
  }

  /** Is it there, and was it since then without a break? */
  isSince(host: Pnn, sinceUs: number): boolean {
    return !this.stopped.has(host) && (this.anewUs.get(host) ?? -1) < sinceUs;
  }
}
