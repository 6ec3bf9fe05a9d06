import { type ObservationType, type TraceEvent, UNKNOWN } from "../model/index.ts";
import {
  AddressFailOvers,
  addressFailOverTypes,
  DoubleHosting,
  GroupAgreement,
  groupAgreementTypes,
  KnownAddresses,
} from "./addresses/index.ts";
import { agreement } from "./agreement.ts";
import { FailOvers, failOverTypes } from "./fail-overs.ts";
import { LeftBehind } from "./left-behind.ts";
import { OpenWindow, windowTypes } from "./nfs/index.ts";
import {
  disturbanceTypes,
  type HostView,
  hostTypes,
  isActive,
  leads,
  lockTypes,
  type Picture,
} from "./picture/index.ts";
import type { Setting } from "./property.ts";
import { Stopwatch } from "./stopwatch.ts";
import { WorstMinute } from "./worst-minute.ts";

/** What the measures are folded from. */
export const measureTypes: readonly ObservationType[] = [
  "recovery-completed",
  "control-accepted",
  ...hostTypes,
  ...lockTypes,
  ...disturbanceTypes,
  ...failOverTypes,
  ...windowTypes,
  ...addressFailOverTypes,
  ...groupAgreementTypes,
];

/** Numbers that are given whatever the verdicts: they are no claims. */
export class Measures {
  private readonly beliefOverlap = new Stopwatch();
  private readonly holderOverlap = new Stopwatch();
  private readonly leaderless = new Stopwatch();
  private readonly idleHolds: readonly Stopwatch[];
  private readonly recoveryModes: readonly Stopwatch[];
  private readonly recoveries = new WorstMinute();
  private readonly leaderChanges = new WorstMinute();
  /** Who led last; -1: nobody yet. */
  private lastLeader = UNKNOWN;
  private healToLeaderUs = -1;
  private flagsPushedAfterLossUs = 0;
  private elections = 0;
  /** Controls of a leader that were obeyed although another one had claimed to lead after it. */
  private staleActs = 0;
  private readonly failOvers: FailOvers;
  private readonly window: OpenWindow | null;
  private readonly leftBehind: LeftBehind;
  private readonly addresses: AddressFailOvers;
  private readonly hosting: DoubleHosting;
  private readonly groups: GroupAgreement | null;
  private readonly picture: Picture;
  private readonly setting: Setting;

  constructor(picture: Picture, setting: Setting) {
    this.picture = picture;
    this.setting = setting;
    this.failOvers = new FailOvers(picture);
    this.leftBehind = new LeftBehind(picture);
    this.window = setting.nfs === undefined ? null : new OpenWindow(setting);
    this.addresses = new AddressFailOvers(picture, new KnownAddresses(setting, picture));
    this.hosting = new DoubleHosting(picture);
    this.groups = setting.groups === undefined ? null : new GroupAgreement(picture);
    this.idleHolds = picture.hosts.map(() => new Stopwatch());
    this.recoveryModes = picture.hosts.map(() => new Stopwatch());
  }

  /** How long each address that was not served took to be announced again, microseconds. */
  get addressFailOversUs(): readonly number[] {
    return this.addresses.tookUs;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { atUs } = event;
    this.window?.observe(event);
    this.groups?.observe(event);
    if (event.type === "recovery-completed") this.recoveries.add(atUs);
    if (event.type === "leader-believed" && event.leader === event.host) {
      if (this.lastLeader !== UNKNOWN && this.lastLeader !== event.host) this.leaderChanges.add(atUs);
      this.lastLeader = event.host;
    }
    if (event.type === "election-started") this.elections += 1;
    if (event.type === "control-accepted") {
      if (event.op === "MODIFY_FLAGS") this.measurePush(event.from, atUs);
      if (event.as === "leader" && this.isStale(event.from)) this.staleActs += 1;
    } else {
      this.failOvers.observe(event);
      this.leftBehind.observe(event);
      this.addresses.observe(event);
      this.hosting.observe(event);
    }
    this.measureCluster(atUs);
    const host = this.picture.hosts[event.host];
    if (host !== undefined) this.measureHost(host, atUs);
  }

  /** All measures at the end of the trace; `healToLeaderUs` -1: not healed, or no leader since. */
  finish(endUs: number): Readonly<Record<string, number>> {
    const watches = [this.beliefOverlap, this.holderOverlap, this.leaderless, ...this.idleHolds, ...this.recoveryModes];
    for (const watch of watches) watch.set(false, endUs);
    this.failOvers.finish(endUs);
    this.leftBehind.finish(endUs);
    this.addresses.finish(endUs);
    this.hosting.finish(endUs);
    const longestUs = (all: readonly Stopwatch[]): number => Math.max(...all.map((watch) => watch.longestUs));
    return {
      beliefOverlapUs: this.beliefOverlap.totalUs,
      beliefOverlapLongestUs: this.beliefOverlap.longestUs,
      holderOverlapUs: this.holderOverlap.totalUs,
      leaderlessUs: this.leaderless.totalUs,
      leaderlessLongestUs: this.leaderless.longestUs,
      flagsPushedAfterLossUs: this.flagsPushedAfterLossUs,
      idleHoldLongestUs: longestUs(this.idleHolds),
      recoveryModeLongestUs: longestUs(this.recoveryModes),
      healToLeaderUs: this.healToLeaderUs,
      recoveries: this.recoveries.count,
      recoveriesInWorstMinute: this.recoveries.worst,
      leaderChanges: this.leaderChanges.count,
      leaderChangesInWorstMinute: this.leaderChanges.worst,
      elections: this.elections,
      staleActs: this.staleActs,
      unledUs: this.failOvers.unledUs,
      failOvers: this.failOvers.count,
      failOverLongestUs: this.failOvers.longestUs,
      failOverRecoveredLongestUs: this.failOvers.recoveredLongestUs,
      orphanHelperLongestUs: this.leftBehind.orphanLongestUs,
      deadHoldLongestUs: this.leftBehind.deadHoldLongestUs,
      ...this.window?.finish(endUs),
      addressFailOvers: this.addresses.count,
      addressFailOverLongestUs: this.addresses.longestUs,
      doubleHostedUs: this.hosting.doubled.totalUs,
      doubleHostedLongestUs: this.hosting.doubled.longestUs,
      doubleHostedWithDeadLongestUs: this.hosting.leftToTheDead.longestUs,
      ...this.groups?.finish(endUs),
    };
  }

  /** Leads another node that has claimed since this one did, or does this one not lead at all? */
  private isStale(from: number): boolean {
    const { hosts } = this.picture;
    const sender = hosts[from];
    const sinceUs = sender !== undefined && leads(sender) ? sender.leaderSinceUs : -1;
    return hosts.some((host) => host.pnn !== from && leads(host) && host.leaderSinceUs > sinceUs);
  }

  /** How long after the loss of its lock a node still pushed flags: step 14 stands before the look at the lock. */
  private measurePush(from: number, atUs: number): void {
    const { lock } = this.picture;
    const lostUs = lock.heldBy(from) === undefined ? lock.lastLoss(from)?.atUs : undefined;
    if (lostUs !== undefined) this.flagsPushedAfterLossUs = Math.max(this.flagsPushedAfterLossUs, atUs - lostUs);
  }

  private measureCluster(atUs: number): void {
    const { hosts, lock, disturbances } = this.picture;
    let leaders = 0;
    let active = 0;
    let activeLeaders = 0;
    for (const host of hosts) {
      const isMember = isActive(host);
      if (isMember) active += 1;
      if (!leads(host)) continue;
      leaders += 1;
      if (isMember) activeLeaders += 1;
    }
    this.beliefOverlap.set(leaders > 1, atUs);
    this.holderOverlap.set(lock.holds.length > 1, atUs);
    // The start-up is no interruption: it counts from the first leader on.
    this.leaderless.set(this.lastLeader !== UNKNOWN && active > 0 && activeLeaders === 0, atUs);
    if (disturbances.healedUs < 0 || this.healToLeaderUs >= 0) return;
    const { core } = this.setting.heal ?? { core: [] };
    if (agreement(this.picture, core, this.setting.lock).leader !== UNKNOWN)
      this.healToLeaderUs = atUs - disturbances.healedUs;
  }

  private measureHost(host: HostView, atUs: number): void {
    this.idleHolds[host.pnn]?.set(!leads(host) && this.picture.lock.heldBy(host.pnn) !== undefined, atUs);
    this.recoveryModes[host.pnn]?.set(host.ctdbd !== 0 && host.mode === "active", atUs);
  }
}
