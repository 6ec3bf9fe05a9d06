import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";
import { leaderAfterHealUs, recoveredAfterLeaderUs } from "./bounds.ts";
import type { Picture } from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { SetBackClocks } from "./set-back-clocks.ts";

/** Observations that move the deadline. */
export const afterHealTypes = [
  "healed",
  "banned",
  "unbanned",
  "process-started",
  "process-exited",
  "clock-stepped",
] as const satisfies readonly ObservationType[];

/**
 * When the healed core is due: the deadline moves for a ban that is still to be served, and for a host whose first
 * recovery daemon since the heal comes later than the heal itself (a start-up that was under way then, or a shutdown: its
 * node is started again when it is over), and for timers that a clock has left behind: set back, it lets them fire only
 * when it has caught up.
 */
export class AfterHeal {
  core: readonly Pnn[] = [];
  /** When the leader is due but for bans; infinite: not healed yet. */
  private dueUs = Number.POSITIVE_INFINITY;
  /** When it is due after the ban of each host that is to be served. */
  private readonly afterBanUs = new Map<Pnn, number>();
  private readonly started = new Set<Pnn>();
  /** When the clock of each host has caught up with what it was set back by. */
  private readonly clocks = new SetBackClocks();
  private readonly graceUs: number;
  private readonly recoveryUs: number;
  private readonly picture: Picture;

  constructor(setting: Setting, picture: Picture) {
    this.picture = picture;
    this.graceUs = leaderAfterHealUs(setting);
    this.recoveryUs = recoveredAfterLeaderUs(setting.constants);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (this.clocks.observe(event) && this.core.includes(event.host) && event.atUs <= this.leaderDueUs)
      this.waitForClock(event.host);
    if (event.type === "healed") {
      this.core = event.core;
      this.dueUs = event.atUs + this.graceUs;
      for (const pnn of event.core) {
        this.waitForBan(pnn);
        this.waitForClock(pnn);
      }
    }
    if (event.type === "process-started" && event.program === "recoverd") this.waitForStart(event);
    if (event.type === "banned" && event.atUs <= this.leaderDueUs && this.core.includes(event.host))
      this.waitForBan(event.host);
    if (event.type === "unbanned" || (event.type === "process-exited" && event.program === "ctdbd"))
      this.forgetBan(event);
  }

  /** When the leader is due; infinite: not healed yet. */
  get leaderDueUs(): number {
    return Math.max(this.dueUs, ...this.afterBanUs.values());
  }

  /** Whoever comes after the leader was due, and before the recovery is, brings on another recovery, and no election. */
  private waitForStart({ host, atUs }: TraceEvent): void {
    const isOver = atUs > this.leaderDueUs + this.recoveryUs;
    if (!this.core.includes(host) || this.started.has(host) || isOver) return;
    this.started.add(host);
    this.postpone(atUs);
  }

  private waitForClock(pnn: Pnn): void {
    this.postpone(this.clocks.of(pnn));
  }

  private waitForBan(pnn: Pnn): void {
    this.afterBanUs.set(pnn, this.picture.host(pnn).banEndsUs + this.graceUs);
  }

  /** A ban ends with the daemon that it was of, or is lifted: then what it kept from coming comes now. */
  private forgetBan({ host, atUs }: TraceEvent): void {
    if (this.afterBanUs.delete(host)) this.postpone(atUs);
  }

  private postpone(fromUs: number): void {
    this.dueUs = Math.max(this.dueUs, fromUs + this.graceUs);
  }
}
