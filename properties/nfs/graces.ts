import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";

/** What it is folded from. */
export const graceTypes = [
  "grace-began",
  "grace-ended",
  "lock-manager-stopped",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/** A grace: since when, and when it last began anew, microseconds. */
export interface Grace {
  readonly sinceUs: number;
  readonly anewUs: number;
}

/** Which servers are in grace: one that is started again, open, after it was stopped ends none. */
export class Graces {
  /** By host: the addresses whose servers, or whose calls, are in grace; "": the server of the host. */
  private readonly begun = new Map<Pnn, Map<string, Grace>>();

  /** Takes one observation in: does a grace end by it that had begun? */
  observe(event: TraceEvent): boolean {
    const { host, atUs } = event;
    if (event.type === "host-crashed") this.begun.delete(host);
    if (event.type === "grace-began") {
      const graces = this.begun.get(host) ?? new Map<string, Grace>();
      for (const name of event.addresses.length === 0 ? [""] : event.addresses)
        graces.set(name, { sinceUs: graces.get(name)?.sinceUs ?? atUs, anewUs: atUs });
      this.begun.set(host, graces);
    }
    if (event.type !== "grace-ended" && event.type !== "lock-manager-stopped") return false;
    return this.end(host, event.addresses) && event.type === "grace-ended";
  }

  /** The grace in which what comes to a host by this address is now; undefined: in none. */
  of(host: Pnn, address: string): Grace | undefined {
    const graces = this.begun.get(host);
    return graces?.get("") ?? graces?.get(address);
  }

  /** Those of some addresses are over, or all of a host. */
  private end(host: Pnn, addresses: readonly string[]): boolean {
    const graces = this.begun.get(host);
    if (graces === undefined) return false;
    if (addresses.length === 0) return this.begun.delete(host) && graces.size > 0;
    let wasBegun = false;
    for (const address of addresses) wasBegun = graces.delete(address) || wasBegun;
    return wasBegun;
  }
}
