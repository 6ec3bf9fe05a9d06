import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { DeadLinks, deadLinkTypes } from "../addresses/index.ts";

/** What it is folded from: which hosts run, and which public addresses their kernels have, on interfaces with a link. */
export const wayTypes = [
  "host-started",
  "host-crashed",
  "host-paused",
  "host-resumed",
  ...deadLinkTypes.filter((type) => type !== "host-crashed"),
] as const satisfies readonly ObservationType[];

/** Which hosts can serve anybody, and by which addresses. */
export class WayToHosts {
  private readonly running = new Set<Pnn>();
  private readonly links = new DeadLinks();

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host } = event;
    this.links.observe(event);
    if (event.type === "host-started" || event.type === "host-resumed") this.running.add(host);
    else if (event.type === "host-paused" || event.type === "host-crashed") this.running.delete(host);
  }

  /** Does a host run? */
  isRunning(host: Pnn): boolean {
    return this.running.has(host);
  }

  /** Can a host be reached by this address? */
  serves(host: Pnn, address: string): boolean {
    return this.running.has(host) && this.links.isReached(host, address);
  }

  /** The addresses by which a host can be reached. */
  addressesOf(host: Pnn): readonly string[] {
    return this.running.has(host) ? this.links.reachedOn(host) : [];
  }
}
