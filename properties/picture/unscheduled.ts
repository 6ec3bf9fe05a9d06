import { type ObservationType, type TraceEvent, UNKNOWN } from "../../model/index.ts";
import type { Meter } from "./meter.ts";

/** The observations that say a host's processes stand still, are slow, or run again. */
export const unscheduledTypes = [
  "host-paused",
  "host-resumed",
  "host-crashed",
  "host-started",
  "process-stopped",
  "process-continued",
  "process-exited",
  "local-delivery-slowed",
  "control-delayed",
  "clock-stepped",
] as const satisfies readonly ObservationType[];

/** The observations that say a host's storage hangs or answers again. */
export const storageTypes = ["storage-changed"] as const satisfies readonly ObservationType[];

/** Charges a host with the time in which one of its processes was not scheduled, or its local delivery was slow. */
export class Unscheduled {
  private readonly meter: Meter;
  /** How slow each host is: what was under way when it became faster still takes that long. */
  private readonly extraUs = new Map<number, number>();

  constructor(meter: Meter) {
    this.meter = meter;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { meter } = this;
    const { host, atUs } = event;
    switch (event.type) {
      case "host-paused":
        meter.start(host, "paused", atUs);
        break;
      case "host-resumed":
        meter.stop(host, "paused", atUs);
        break;
      case "host-crashed":
      case "host-started":
        meter.clear(host, atUs);
        // A host that starts again is as slow as it was told to be, also while it was down.
        if ((this.extraUs.get(host) ?? 0) > 0) meter.start(host, "slow delivery", atUs);
        break;
      case "process-stopped":
        meter.start(host, `process ${event.pid}`, atUs);
        break;
      case "process-continued":
      case "process-exited":
        meter.stop(host, `process ${event.pid}`, atUs);
        break;
      case "control-delayed":
        meter.startFor(host, event.byUs, atUs);
        break;
      case "clock-stepped":
        // Set back, its timers stand still until the clock has caught up: with this step and with those before.
        if (event.byUs < 0) meter.startFor(host, meter.restUs(host, atUs) - event.byUs, atUs);
        break;
      case "local-delivery-slowed":
        this.slowed(host, event.extraUs, atUs);
        break;
      default:
    }
  }

  private slowed(host: number, extraUs: number, atUs: number): void {
    const beforeUs = this.extraUs.get(host) ?? 0;
    if (extraUs > 0) this.meter.start(host, "slow delivery", atUs);
    else this.meter.stop(host, "slow delivery", atUs);
    if (extraUs < beforeUs) this.meter.startFor(host, beforeUs, atUs);
    this.extraUs.set(host, extraUs);
  }
}

/** Charges a host, or all of them, with the time in which their storage hung. */
export function noteStorage(meter: Meter, hosts: number, event: TraceEvent): void {
  if (event.type !== "storage-changed") return;
  const first = event.host === UNKNOWN ? 0 : event.host;
  const last = event.host === UNKNOWN ? hosts - 1 : event.host;
  // A hang of all and a hang of one host end separately.
  const reason = event.host === UNKNOWN ? "all" : "own";
  for (let host = first; host <= last; host += 1) {
    if (event.state === "hung") meter.start(host, reason, event.atUs);
    else meter.stop(host, reason, event.atUs);
  }
}

/** The observations that say that fork and exec take longer on a host, or no longer. */
export const execTypes = ["exec-slowed"] as const satisfies readonly ObservationType[];

/** Charges a host with the time in which fork and exec were slow, and with the end of what was under way then. */
export class SlowExec {
  private readonly meter: Meter;
  private readonly extraUs = new Map<number, number>();

  constructor(meter: Meter) {
    this.meter = meter;
  }

  /** Takes one observation in. */
  observe({ host, atUs, ...event }: TraceEvent): void {
    if (event.type !== "exec-slowed") return;
    const beforeUs = this.extraUs.get(host) ?? 0;
    if (event.extraUs > 0) this.meter.start(host, "slow exec", atUs);
    else this.meter.stop(host, "slow exec", atUs);
    if (event.extraUs < beforeUs) this.meter.startFor(host, beforeUs, atUs);
    this.extraUs.set(host, event.extraUs);
  }
}

/** The observations that say that event scripts are slow, or no longer. */
export const scriptTypes = ["fault-injected", "fault-ended"] as const satisfies readonly ObservationType[];

/** A script that has begun while scripts were slow goes on for at most so long: nobody ends it (facts/ip-nfs.md §2.4). */
const slowScriptUs = 60_000_000;

/** Charges a host for slow event scripts, and for the rest of what had begun then. */
export function noteScripts(meter: Meter, { host, atUs, ...event }: TraceEvent): void {
  if (event.type === "fault-injected" && event.fault === "slow-script") meter.start(host, `${event.index}`, atUs);
  if (event.type !== "fault-ended" || event.fault !== "slow-script") return;
  meter.stop(host, `${event.index}`, atUs);
  meter.startFor(host, slowScriptUs, atUs);
}

/** The observations that say that a link is slow, or no longer. */
export const linkTypes = ["link-slowed"] as const satisfies readonly ObservationType[];

/** Charges both ends of a slow link: whoever waits for an answer over it waits longer, once for each thing it asks. */
export class SlowLinks {
  private readonly meter: Meter;
  private readonly extraUs = new Map<string, number>();

  constructor(meter: Meter) {
    this.meter = meter;
  }

  /** Takes one observation in. */
  observe({ host, atUs, ...event }: TraceEvent): void {
    if (event.type !== "link-slowed") return;
    const link = `${host} to ${event.peer}`;
    for (const end of [host, event.peer]) {
      if (event.extraUs > 0) this.meter.start(end, link, atUs);
      else this.meter.stop(end, link, atUs);
      this.meter.startFor(end, this.extraUs.get(link) ?? 0, atUs);
    }
    this.extraUs.set(link, event.extraUs);
  }
}
