import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** What it is folded from. */
export const graceTypes = [
  "grace-began",
  "grace-ended",
  "lock-manager-stopped",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** Which servers are in grace: one that is started again, open, after it was stopped ends none. */
export class Graces {
  /** By host: the addresses whose servers, or whose calls, are in grace; "": the server of the host. */
  private readonly begun = new Map<Pnn, Set<string>>();

  /** Takes one observation in: does a grace end by it that had begun? */
  observe(event: TraceEvent): boolean {
    if (event.type === "host-crashed") this.begun.delete(event.host);
    if (event.type === "grace-began") {
      const names = this.begun.get(event.host) ?? new Set();
      for (const name of event.addresses.length === 0 ? [""] : event.addresses) names.add(name);
      this.begun.set(event.host, names);
    }
    if (event.type !== "grace-ended" && event.type !== "lock-manager-stopped") return false;
    return this.end(event.host, event.addresses) && event.type === "grace-ended";
  }

  /** Those of some addresses are over, or all of a host. */
  private end(host: Pnn, addresses: readonly string[]): boolean {
    const names = this.begun.get(host);
    if (names === undefined) return false;
    if (addresses.length === 0) return this.begun.delete(host) && names.size > 0;
    let wasBegun = false;
    for (const address of addresses) wasBegun = names.delete(address) || wasBegun;
    return wasBegun;
  }
}
