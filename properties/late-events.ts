import type { ObservationType, TraceEvent } from "../model/index.ts";

/** What it is folded from. */
export const lateEventTypes = ["event-began", "event-ended"] as const satisfies readonly ObservationType[];

/**
 * When an event of any host was last over later than a takeover run waits for one of its controls: a node runs one event
 * at a time, and may be asked to take more addresses than its scripts can bring up in that time. The phases of a run share
 * their deadline, so that another node, which has next to nothing left of it, may be blamed (facts/ip-nfs.md §1.3).
 */
export class LateEvents {
  private lateUs = -1;
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
    if (event.atUs - sinceUs > this.takeoverTimeoutUs) this.lateUs = event.atUs;
  }

  /** Was one late at or after that moment? */
  isSince(sinceUs: number): boolean {
    return this.lateUs >= Math.max(0, sinceUs);
  }
}
