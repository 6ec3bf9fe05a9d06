import { FLAG, type ObservationType, type TraceEvent } from "../../model/index.ts";
import type { Meter } from "./meter.ts";

/** The observations that say that a node's health has changed. */
export const pushTypes = [
  "flags-changed",
  "process-started",
  "process-exited",
  "host-crashed",
] as const satisfies readonly ObservationType[];

/**
 * Charges a host with the time in which its recovery daemon may push its flags, which it does at each change of health:
 * it asks the leader for its node map, then tells every node, and waits for both (facts/ip-nfs.md §2.5).
 */
export class Pushes {
  private readonly meter: Meter;
  private readonly blockedUs: number;
  /** Is a node unhealthy, as its daemon has said? */
  private readonly ill = new Map<number, boolean>();

  /** @param blockedUs how long a recovery daemon may wait for one control */
  constructor(meter: Meter, blockedUs: number) {
    this.meter = meter;
    this.blockedUs = blockedUs;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "process-started" && event.program === "ctdbd") this.ill.delete(host);
    if (event.type === "process-exited" && event.program === "recoverd") this.meter.clear(host, atUs);
    if (event.type === "host-crashed") this.meter.clear(host, atUs);
    if (event.type !== "flags-changed") return;
    const isIll = (event.flags & FLAG.unhealthy) !== 0;
    const was = this.ill.get(host);
    this.ill.set(host, isIll);
    if (was !== undefined && was !== isIll) this.meter.startFor(host, 2 * this.blockedUs, atUs);
  }
}
