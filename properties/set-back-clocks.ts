import type { Pnn, TraceEvent } from "../model/index.ts";

/** When each clock that was set back has caught up: its timers fire no sooner. */
export class SetBackClocks {
  private readonly caughtUpUs = new Map<Pnn, number>();

  /** Takes one observation in; true if it set a clock back. */
  observe(event: TraceEvent): boolean {
    if (event.type !== "clock-stepped" || event.byUs >= 0) return false;
    const { host, atUs, byUs } = event;
    this.caughtUpUs.set(host, Math.max(this.of(host), atUs) - byUs);
    return true;
  }

  /** When that of a host has, or had; 0: it was never set back. */
  of(host: Pnn): number {
    return this.caughtUpUs.get(host) ?? 0;
  }
}
