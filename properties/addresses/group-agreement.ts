import { type GroupName, groupNames, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import { Connections, connectionTypes } from "../connections.ts";
import type { HostView, Picture } from "../picture/index.ts";
import { Stopwatch } from "../stopwatch.ts";

/** What it is folded from, beside what is known of the hosts. */
export const groupAgreementTypes = [
  "group-leader-changed",
  ...connectionTypes,
] as const satisfies readonly ObservationType[];

/** What changes who acts, on what, and who sees whom. */
const changes: ReadonlySet<ObservationType> = new Set([
  "group-leader-changed",
  "runstate-changed",
  "process-exited",
  "process-started",
  "host-crashed",
  "peer-connected",
  "peer-dead",
]);

/** What one group has come to. */
interface Group {
  /** Who leads in the eyes of each host; none: its scripts have not acted yet. */
  readonly leaders: Map<Pnn, Pnn>;
  /** Two nodes that are connected act on different leaders. */
  readonly apart: Stopwatch;
  /** Two nodes act as leader themselves, connected or not: the address of a NAT gateway is on both. */
  readonly doubled: Stopwatch;
  /** Nodes act, and none of them as leader. */
  readonly unled: Stopwatch;
}

/**
 * How long nodes disagree on who is the NAT gateway, and who balances the load of LVS (facts/ip-nfs.md §3). Every node acts on
 * its own view, when addresses have been moved; what counts is what it acted on last, as long as its node is RUNNING.
 */
export class GroupAgreement {
  private readonly picture: Picture;
  private readonly connections: Connections;
  private readonly groups: Readonly<Record<GroupName, Group>>;

  constructor(picture: Picture) {
    this.picture = picture;
    this.connections = new Connections(picture);
    this.groups = { natgw: newGroup(), lvs: newGroup() };
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    this.connections.observe(event);
    if (!changes.has(event.type)) return;
    if (event.type === "group-leader-changed") this.groups[event.group].leaders.set(event.host, event.leader);
    if (event.type === "process-started" && event.program === "ctdbd")
      for (const name of groupNames) this.groups[name].leaders.delete(event.host);
    for (const name of groupNames) this.look(this.groups[name], event.atUs);
  }

  /** All that was measured: microseconds. */
  finish(endUs: number): Readonly<Record<string, number>> {
    const found = groupNames.map((name) => {
      const { apart, doubled, unled } = this.groups[name];
      for (const watch of [apart, doubled, unled]) watch.set(false, endUs);
      return [
        [`${name}ApartUs`, apart.totalUs],
        [`${name}ApartLongestUs`, apart.longestUs],
        [`${name}DoubledLongestUs`, doubled.longestUs],
        [`${name}UnledLongestUs`, unled.longestUs],
      ] as const;
    });
    return Object.fromEntries(found.flat());
  }

  private look({ leaders, apart, doubled, unled }: Group, atUs: number): void {
    const acting = [...leaders].filter(([pnn]) => works(this.picture.hosts[pnn]));
    const own = acting.filter(([pnn, leader]) => leader === pnn).length;
    apart.set(this.areApart(acting), atUs);
    doubled.set(own > 1, atUs);
    unled.set(acting.length > 0 && own === 0, atUs);
  }

  private areApart(acting: readonly (readonly [Pnn, Pnn])[]): boolean {
    return acting.some(([one, leader]) =>
      acting.some(
        ([other, another]) =>
          leader !== another && this.connections.isConnected(one, other) && this.connections.isConnected(other, one),
      ),
    );
  }
}

/** Its main daemon runs, and has got through its start. */
function works(host: HostView | undefined): boolean {
  return host !== undefined && host.ctdbd !== 0 && host.runState === "running";
}

function newGroup(): Group {
  return { leaders: new Map(), apart: new Stopwatch(), doubled: new Stopwatch(), unled: new Stopwatch() };
}
