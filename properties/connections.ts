import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";
import { Calm, calmTypes } from "./calm.ts";
import type { HostView, Picture } from "./picture/index.ts";
import { SetBackClocks } from "./set-back-clocks.ts";

/** What it is folded from. */
export const connectionTypes = [
  "peer-connected",
  "peer-dead",
  "process-started",
  "process-exited",
  "host-crashed",
  "runstate-changed",
  "clock-stepped",
  ...calmTypes,
] as const satisfies readonly ObservationType[];

/** Which daemon reports which other one as connected, and since when nothing has been done to them. */
export class Connections {
  readonly calm = new Calm();
  private readonly picture: Picture;
  /** Pairs that are reported as connected, by `from * hosts + to`. */
  private readonly connected = new Set<number>();
  /** When the last main daemon of each host was started. */
  private readonly startedUs: number[];
  /** When the clock of each host has caught up with what it was set back by: its timers stand still until then. */
  private readonly clocks = new SetBackClocks();

  constructor(picture: Picture) {
    this.picture = picture;
    this.startedUs = picture.hosts.map(() => 0);
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    // A lost peer is what is judged here, not what excuses it.
    if (event.type !== "peer-dead") this.calm.observe(event);
    if (event.type === "peer-connected") this.connected.add(this.keyOf(host, event.peer));
    if (event.type === "peer-dead") this.connected.delete(this.keyOf(host, event.peer));
    this.clocks.observe(event);
    if (event.type !== "process-started" || event.program !== "ctdbd") return;
    this.startedUs[host] = atUs;
    for (const { pnn } of this.picture.hosts) this.connected.delete(this.keyOf(host, pnn));
  }

  /** Since when two daemons are up and nothing is being done to the cluster; infinite: they are not, or something is. */
  undisturbedSinceUs(one: Pnn, other: Pnn): number {
    const { hosts } = this.picture;
    if (this.calm.isBroken || !isUp(hosts[one]) || !isUp(hosts[other])) return Number.POSITIVE_INFINITY;
    const { startedUs, clocks } = this;
    return Math.max(this.calm.brokenUs, ...[one, other].map((pnn) => Math.max(startedUs[pnn] ?? 0, clocks.of(pnn))));
  }

  isConnected(from: Pnn, to: Pnn): boolean {
    return this.connected.has(this.keyOf(from, to));
  }

  private keyOf(from: Pnn, to: Pnn): number {
    return from * this.picture.hosts.length + to;
  }
}

/** Does its main daemon listen, and look after its peers? */
function isUp(host: HostView | undefined): boolean {
  return host !== undefined && host.ctdbd !== 0 && host.runState !== "shutdown" && !isYoung(host);
}

function isYoung({ runState }: HostView): boolean {
  return runState === "none" || runState === "init" || runState === "setup";
}
