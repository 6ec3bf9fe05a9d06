import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";

/** What it is folded from. */
export const lateEventTypes = ["event-began", "event-ended"] as const satisfies readonly ObservationType[];

/**
 * When an event of each host was last over later than a takeover run waits for one of its controls: a node runs one event
 * at a time, and may be asked to take more addresses than its scripts can bring up in that time (facts/ip-nfs.md §1.3).
 */
export class LateEvents {
  private readonly lateUs = new Map<Pnn, number>();
  /** For each host and run: when its event began to stand in line. */
  private readonly sinceUs = new Map<string, number>();
  private readonly takeoverTimeoutUs: number;

  constructor(takeoverTimeoutUs: number) {
    this.takeoverTimeoutUs = takeoverTimeoutUs;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type !== "event-began" && event.type !== "event-ended") return;
    const key = `${event.host} ${event.run}`;
    if (event.type === "event-began") this.sinceUs.set(key, event.atUs - event.waitedUs);
    const sinceUs = this.sinceUs.get(key) ?? event.atUs;
    if (event.type === "event-ended") this.sinceUs.delete(key);
    if (event.atUs - sinceUs > this.takeoverTimeoutUs) this.lateUs.set(event.host, event.atUs);
  }

  /** Was one of the host late, at or after that moment? */
  isSince(host: Pnn, sinceUs: number): boolean {
    return (this.lateUs.get(host) ?? -1) >= Math.max(0, sinceUs);
  }
}
