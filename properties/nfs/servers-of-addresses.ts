import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** What they are folded from. */
export const serverTypes = [
  "grace-began",
  "grace-ended",
  "lock-manager-stopped",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Where each address has a server of its own: which of them have come up, and where (facts/ip-nfs.md §5.6). */
export class ServersOfAddresses {
  private readonly hosts = new Map<string, Set<Pnn>>();

  /** Has every server come up that was ever seen? One that is down is waited for by all who start. */
  get areAllUp(): boolean {
    return [...this.hosts.values()].every(({ size }) => size > 0);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type === "host-crashed") for (const hosts of this.hosts.values()) hosts.delete(event.host);
    if (event.type !== "grace-began" && event.type !== "grace-ended" && event.type !== "lock-manager-stopped") return;
    for (const address of event.addresses) {
      const hosts = this.hosts.get(address) ?? new Set();
      this.hosts.set(address, hosts);
      if (event.type === "lock-manager-stopped") hosts.delete(event.host);
      else hosts.add(event.host);
    }
  }

  /** Has the server of this address come up at this host? */
  isUp(host: Pnn, address: string): boolean {
    return this.hosts.get(address)?.has(host) === true;
  }
}
