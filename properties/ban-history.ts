import type { Constants, ObservationOf, ObservationType, Pnn, TraceEvent } from "../model/index.ts";
import { type BanTerm, leftUs } from "./ban-term.ts";
import { instantUs } from "./bounds.ts";
import { failedRun } from "./failed-run.ts";
import { LostContact, lostContactTypes } from "./lost-contact.ts";
import { type HostView, leads, type Picture } from "./picture/index.ts";

/** Faults that one node counted against another in a row. */
interface Credits {
  readonly firstUs: number;
  readonly total: number;
  /** Is a takeover run that failed among them? */
  readonly hasFailedRun: boolean;
  /** When they were cleared; -1: they stand. */
  readonly clearedUs: number;
}

/** What the history is folded from, besides the picture. */
export const banHistoryTypes = [
  "admin-command",
  "credit-assigned",
  "control-refused",
  "lock-refused",
  "recovery-completed",
  // Its leadership.
  "leader-believed",
  "lock-believed",
  "lock-released",
  // Its bans.
  "unbanned",
  "recovery-mode-changed",
  "probe-answered",
  "database-attached",
  // Its troubles.
  "host-resumed",
  "process-continued",
  "local-delivery-slowed",
  "control-delayed",
  ...lostContactTypes,
  // Its clock, by which a ban ends.
  "clock-stepped",
  "clock-rate-changed",
] as const satisfies readonly ObservationType[];

/** What happened that may lead to a ban. */
export class BanHistory {
  private readonly picture: Picture;
  /** For each host: bans an administrator asked for that were not carried out yet. */
  private readonly asked: number[];
  /** For each host: has it led without interruption since it truly held the lock, and not released it itself? */
  private readonly ledAsHolder: boolean[];
  /** For each host: when that last ended, by its turning to another leader or its letting go of the lock; -1: never. */
  private readonly turnedUs: number[];
  /** For each host: did it believe in itself still when it let go of the lock? */
  private readonly letGo: boolean[];
  /** How long the host had not been scheduled by then. */
  private readonly turnedBaseUs: number[];
  /** By observer and culprit. */
  private readonly credits = new Map<number, readonly Credits[]>();
  /** When each host last refused a control; -1: never. */
  private readonly refusedUs: number[];
  /** For each host: its last ban. */
  private readonly bans: BanTerm[];
  /** When each host last could not take the lock; -1: never. */
  private readonly lockRefusedUs: number[];
  /** When each host was last seen to stand still; -1: never. */
  private readonly stoodUs: number[];
  private readonly lost: LostContact;

  constructor(picture: Picture) {
    this.picture = picture;
    this.lost = new LostContact(picture.hosts.length);
    this.asked = picture.hosts.map(() => 0);
    this.ledAsHolder = picture.hosts.map(() => false);
    this.turnedUs = picture.hosts.map(() => -1);
    this.letGo = picture.hosts.map(() => false);
    this.turnedBaseUs = picture.hosts.map(() => 0);
    this.refusedUs = picture.hosts.map(() => -1);
    this.bans = picture.hosts.map(() => ({ atUs: -1, thawedUs: -1, leftUs: 0, seenUs: 0, ratePpm: 0 }));
    this.lockRefusedUs = picture.hosts.map(() => -1);
    this.stoodUs = picture.hosts.map(() => -1);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    this.lost.observe(event);
    const view = this.picture.hosts[host];
    if (view === undefined) return;
    if (event.type === "admin-command" && event.command.split(" ", 1)[0] === "ban")
      this.asked[host] = (this.asked[host] ?? 0) + 1;
    if (event.type === "banned" && event.reason === "admin")
      this.asked[host] = Math.max(0, (this.asked[host] ?? 0) - 1);
    this.followBan(event);
    if (event.type === "credit-assigned") this.assign(event);
    if (event.type === "recovery-completed" || event.type === "host-crashed") this.forgive(host, atUs);
    if (event.type === "process-exited" && event.program === "recoverd") this.forgive(host, atUs);
    this.followTrouble(event);
    this.followLead(view, event);
  }

  wasAsked(host: Pnn): boolean {
    return (this.asked[host] ?? 0) > 0;
  }

  /**
   * Does it lead as such, or did it until a moment ago, when it may have sent the ban? One that has let go of the lock in
   * a race, since it could not lead, believes in itself until its broadcast timer fires (facts/leadership.md §4.4, T1, T10).
   */
  hasLedAsHolder(host: Pnn, atUs: number, { leaderBroadcastIntervalUs }: Constants): boolean {
    if (this.ledAsHolder[host] === true) return true;
    const turnedUs = this.turnedUs[host] ?? -1;
    const stoodUs = this.picture.unscheduled.totalUs(host, atUs) - (this.turnedBaseUs[host] ?? 0);
    // By the time the ban arrives it may have heard of another leader.
    const hasLetGo = this.letGo[host] === true;
    const withinUs = hasLetGo ? leaderBroadcastIntervalUs + instantUs : instantUs;
    const isOwn = hasLetGo || !leads(this.picture.host(host));
    return turnedUs >= 0 && isOwn && atUs - turnedUs - stoodUs <= withinUs;
  }

  /** What one counts, or counted last, against another, and what it counted before that: a ban for it may be under way. */
  creditsOf(observer: Pnn, culprit: Pnn): readonly Credits[] {
    return this.credits.get(observer * 4096 + culprit) ?? [];
  }

  /** Did the host refuse a control, stand still or go unreached by the observer, at or after that moment? */
  wasInTrouble(observer: Pnn, host: Pnn, sinceUs: number): boolean {
    // Who stands still himself finds, when he goes on, that the time of every answer is over.
    const stoodUs = Math.max(this.stoodUs[host] ?? -1, this.stoodUs[observer] ?? -1);
    const lastUs = Math.max(this.refusedUs[host] ?? -1, stoodUs);
    const wasTried = (lastUs >= 0 && lastUs >= sinceUs) || this.picture.unscheduled.isOpen(host);
    return wasTried || this.lost.isSince(observer, host, sinceUs);
  }

  /** Could it not take the lock, at or after that moment? */
  wasRefusedLock(host: Pnn, sinceUs: number): boolean {
    const lastUs = this.lockRefusedUs[host] ?? -1;
    return lastUs >= 0 && lastUs >= sinceUs;
  }

  /** Has its ban just ended? */
  hasServedBan(host: Pnn, atUs: number): boolean {
    const ban = this.bans[host];
    return ban !== undefined && ban.atUs >= 0 && leftUs(ban, atUs) <= 0;
  }

  /** Were databases at work in its ban, because a recovery thawed them meanwhile, or one was attached? */
  hasThawedInBan(host: Pnn): boolean {
    const ban = this.bans[host];
    return ban !== undefined && ban.atUs >= 0 && ban.thawedUs >= ban.atUs;
  }

  private followTrouble(event: TraceEvent): void {
    const { type, host, atUs } = event;
    // Nobody is blamed for a record that it does not write.
    if (event.type === "control-refused" && event.op !== "UPDATE_RECORD") this.refusedUs[host] = atUs;
    if (type === "lock-refused") this.lockRefusedUs[host] = atUs;
    const isStill = type === "host-resumed" || type === "process-continued" || type === "local-delivery-slowed";
    // By a clock that is set forward the time of every answer is over as well.
    const isLeap = event.type === "clock-stepped" && event.byUs > 0;
    if (isStill || isLeap || type === "control-delayed") this.stoodUs[host] = atUs;
  }

  private followBan(event: TraceEvent): void {
    const ban = this.bans[event.host];
    if (ban === undefined) return;
    // The databases are thawed before the probe, whatever that then finds (facts/leadership.md §6.4), and one that
    // another node attaches is not frozen at all (facts/recovery.md §3.1).
    const isThawed =
      event.type === "database-attached" ||
      event.type === "database-thawed" ||
      event.type === "probe-answered" ||
      (event.type === "recovery-mode-changed" && event.mode === "normal");
    if (isThawed) ban.thawedUs = event.atUs;
    if (event.type === "clock-stepped") ban.leftUs -= event.byUs;
    if (event.type === "clock-rate-changed") {
      ban.leftUs = leftUs(ban, event.atUs);
      ban.seenUs = event.atUs;
      ban.ratePpm = event.ratePpm;
    }
    if (event.type === "unbanned" || event.type === "host-crashed") ban.atUs = -1;
    if (event.type !== "banned") return;
    ban.atUs = event.atUs;
    ban.leftUs = event.forUs;
    ban.seenUs = event.atUs;
  }

  private followLead(view: HostView, { type, atUs }: TraceEvent): void {
    const isReleased = type === "lock-released";
    if (leads(view) && !isReleased) {
      if (view.lock === "held" && this.everHeld(view.pnn)) this.ledAsHolder[view.pnn] = true;
      return;
    }
    if (this.ledAsHolder[view.pnn] === true) {
      this.letGo[view.pnn] = isReleased;
      this.turnedUs[view.pnn] = atUs;
      this.turnedBaseUs[view.pnn] = this.picture.unscheduled.totalUs(view.pnn, atUs);
    }
    this.ledAsHolder[view.pnn] = false;
  }

  private everHeld(host: Pnn): boolean {
    return this.picture.lock.heldBy(host) !== undefined || this.picture.lock.lastLoss(host) !== undefined;
  }

  /** `count` is the culprit's total after this credit. */
  private assign({
    host: observer,
    culprit,
    count,
    reason,
    atUs,
  }: ObservationOf<"credit-assigned"> & TraceEvent): void {
    const [last] = this.creditsOf(observer, culprit);
    const goesOn = last !== undefined && last.clearedUs < 0 && count > last.total;
    const hasFailedRun = reason === failedRun || (goesOn && last.hasFailedRun);
    const now = { firstUs: goesOn ? last.firstUs : atUs, total: count, hasFailedRun, clearedUs: -1 };
    const before = goesOn ? this.creditsOf(observer, culprit)[1] : last;
    this.credits.set(
      observer * 4096 + culprit,
      // Counted anew after a while without any: those before are as good as cleared.
      before === undefined ? [now] : [now, { ...before, clearedUs: before.clearedUs < 0 ? atUs : before.clearedUs }],
    );
  }

  /** A ban that was sent before may still be under way, so they are kept with a mark. */
  private forgive(observer: Pnn, atUs: number): void {
    for (const [key, [last, ...before]] of this.credits) {
      if (last !== undefined && Math.floor(key / 4096) === observer && last.clearedUs < 0)
        this.credits.set(key, [{ ...last, clearedUs: atUs }, ...before]);
    }
  }
}
