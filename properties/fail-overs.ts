import type { ObservationType, TraceEvent } from "../model/index.ts";
import { type HostView, isActive, leads, type Picture } from "./picture/index.ts";

/** What it is folded from, beside what is known of the hosts. */
export const failOverTypes = [
  "host-paused",
  "host-resumed",
  "process-stopped",
  "process-continued",
  "partition-began",
  "partition-healed",
  "recovery-completed",
] as const satisfies readonly ObservationType[];

/**
 * How long a cluster is without a leader that can lead: one that is up, active, not standing still, and that reaches
 * at least half of the active nodes, itself counted. A gap that ends with a new claim is a fail-over; a leader that
 * merely stood still and goes on makes none. A start-up makes none either, nor a time in which no node is active.
 */
export class FailOvers {
  /** Ended and open ones. */
  count = 0;
  /** The longest from the loss of a leader to the next one that can lead; an open one counts up to the end. */
  longestUs = 0;
  /** The longest from the loss of a leader until its successor has completed a recovery. */
  recoveredLongestUs = 0;
  /** Time without a leader that can lead, gaps without a new claim included. */
  unledUs = 0;
  private gapSinceUs = -1;
  private recoveringSinceUs = -1;
  private hasLed = false;
  private isClaimed = false;
  private readonly picture: Picture;
  /** Pids that stand still, by host; 0: the host itself does. */
  private readonly still: readonly Set<number>[];
  /** How many cuts keep a pair apart, by `from * hosts + to`. */
  private readonly cuts = new Map<number, number>();

  constructor(picture: Picture) {
    this.picture = picture;
    this.still = picture.hosts.map(() => new Set());
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    this.note(event);
    const { atUs } = event;
    const { hosts } = this.picture;
    if (!hosts.some(isActive)) {
      this.endGap(atUs);
      this.recoveringSinceUs = -1;
      this.hasLed = false;
      return;
    }
    if (event.type === "leader-believed" && event.leader === event.host) this.isClaimed = true;
    const isLed = hosts.some((host) => this.canLead(host));
    if (!isLed && this.hasLed && this.gapSinceUs < 0) {
      this.gapSinceUs = atUs;
      this.isClaimed = false;
      if (this.recoveringSinceUs < 0) this.recoveringSinceUs = atUs;
    }
    if (isLed) this.led(atUs);
    if (event.type !== "recovery-completed" || this.recoveringSinceUs < 0 || this.gapSinceUs >= 0) return;
    const host = hosts[event.host];
    if (host !== undefined && this.canLead(host)) this.recovered(atUs);
  }

  /** The trace ends: what is open counts up to here, if somebody is there who could lead. */
  finish(endUs: number): void {
    if (this.recoveringSinceUs >= 0) this.recovered(endUs);
    if (this.gapSinceUs < 0) return;
    this.count += 1;
    this.longestUs = Math.max(this.longestUs, endUs - this.gapSinceUs);
    this.endGap(endUs);
  }

  private led(atUs: number): void {
    this.hasLed = true;
    if (this.gapSinceUs < 0) return;
    if (this.isClaimed) {
      this.count += 1;
      this.longestUs = Math.max(this.longestUs, atUs - this.gapSinceUs);
    } else if (this.recoveringSinceUs === this.gapSinceUs) this.recoveringSinceUs = -1;
    this.endGap(atUs);
  }

  private recovered(atUs: number): void {
    this.recoveredLongestUs = Math.max(this.recoveredLongestUs, atUs - this.recoveringSinceUs);
    this.recoveringSinceUs = -1;
  }

  private endGap(atUs: number): void {
    if (this.gapSinceUs >= 0) this.unledUs += atUs - this.gapSinceUs;
    this.gapSinceUs = -1;
  }

  private canLead(host: HostView): boolean {
    if (!leads(host) || !isActive(host) || this.still[host.pnn]?.size !== 0) return false;
    if (this.cuts.size === 0) return true;
    const members = this.picture.hosts.filter(isActive);
    const reached = members.filter(({ pnn }) => !this.isCut(host.pnn, pnn) && !this.isCut(pnn, host.pnn));
    return reached.length * 2 >= members.length;
  }

  private isCut(from: number, to: number): boolean {
    return this.cuts.has(from * this.picture.hosts.length + to);
  }

  private note(event: TraceEvent): void {
    const still = this.still[event.host];
    if (event.type === "host-crashed") still?.clear();
    if (event.type === "host-paused") still?.add(0);
    if (event.type === "host-resumed") still?.delete(0);
    if (event.type === "process-stopped" && (event.program === "ctdbd" || event.program === "recoverd"))
      still?.add(event.pid);
    if (event.type === "process-continued" || event.type === "process-exited") still?.delete(event.pid);
    if (event.type === "partition-began") this.cut(event.cut, 1);
    if (event.type === "partition-healed") this.cut(event.cut, -1);
  }

  private cut(pairs: readonly (readonly [number, number])[], by: number): void {
    for (const [from, to] of pairs) {
      const key = from * this.picture.hosts.length + to;
      const count = (this.cuts.get(key) ?? 0) + by;
      if (count > 0) this.cuts.set(key, count);
      else this.cuts.delete(key);
    }
  }
}
