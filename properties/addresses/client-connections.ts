import {
  type ObservationType,
  type Pnn,
  resendMaxUs,
  type TickleDesign,
  type TraceEvent,
  tickleDesigns,
} from "../../model/index.ts";
import { Calm, calmTypes } from "../calm.ts";
import { isActive, type Picture } from "../picture/index.ts";
import { Assigned, assignedTypes } from "./assigned.ts";

/** What they are folded from, beside what is known of the hosts. */
export const clientConnectionTypes = [
  "connection-opened",
  "connection-tracked",
  "connection-lost",
  "connection-reset",
  ...assignedTypes,
  "address-added",
  "address-announced",
  "address-known",
  "event-began",
  "event-ended",
  "flags-changed",
  "peer-connected",
  ...calmTypes,
] as const satisfies readonly ObservationType[];

/** What may change what a node can have heard of: what was known before such an event is known, whatever it does. */
const turns: ReadonlySet<ObservationType> = new Set([
  "connection-lost",
  "address-assigned",
  "address-announced",
  "address-known",
  "process-exited",
  "flags-changed",
  ...calmTypes,
]);

/** A list is with another node this long after it was sent, if nothing is done to the cluster meanwhile. */
const toldUs = 2_000_000;

/** A connection whose client does not know yet that it is gone, if it is. */
export interface ClientConnection {
  readonly number: number;
  readonly client: number;
  readonly address: string;
  /** The host that the client connected to. */
  readonly host: Pnn;
  readonly openedUs: number;
  /** Has the kernel of that host its end? */
  hasServer: boolean;
  /** When the daemon there heard of it; -1: it has not, or is gone itself. */
  trackedUs: number;
  /** The process that serves it, by what that daemon knows; 0: none that it would hear of. */
  pid: number;
  /** Nodes that must have heard of it since, and nodes that would not listen, since they serve the address too. */
  readonly known: Set<Pnn>;
  readonly deaf: Set<Pnn>;
}

/**
 * The connections of clients to public addresses, and which nodes must know of them: those that the daemon that tracks one
 * was connected to for a while in which nothing was done to the cluster.
 */
export class ClientConnections {
  /** Those whose client has not been told that they are gone. */
  readonly open = new Map<number, ClientConnection>();
  private readonly picture: Picture;
  private readonly calm = new Calm();
  /** By pairs of nodes: since when the first sees the other one as connected. */
  private readonly connectedUs = new Map<number, number>();
  /** What each node's daemon believes to serve; and, as `host/address`, what it has announced since it began to. */
  private readonly served: Assigned;
  private readonly announced = new Set<string>();
  /** Do they stand in a database that active nodes alone have? */
  private readonly isReplicated: boolean;

  constructor(picture: Picture, tickles: TickleDesign = "lists") {
    this.isReplicated = tickleDesigns[tickles].isReplicated;
    this.picture = picture;
    this.served = new Assigned(picture);
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    if (turns.has(event.type)) this.learn(event.atUs);
    this.calm.observe(event);
    this.served.observe(event);
    this.note(event);
    this.noteAddress(event);
  }

  /** The connections to an address. */
  to(address: string): readonly ClientConnection[] {
    return [...this.open.values()].filter((one) => one.address === address);
  }

  /** Those that a node must have heard of. */
  knownTo(host: Pnn, address: string): readonly ClientConnection[] {
    return this.to(address).filter((one) => isKnown(one, host));
  }

  /**
   * Who takes an address, or is left with it, without having heard of a connection has its list, without that, replace those of
   * all others.
   */
  forgetUnknown(event: TraceEvent): void {
    if (event.type === "address-announced") this.forgetAt(event.host, event.address);
    if (event.type !== "address-removed") return;
    for (const { pnn, addresses } of this.picture.hosts)
      if (addresses.has(event.address)) this.forgetAt(pnn, event.address);
  }

  private forgetAt(host: Pnn, address: string): void {
    for (const one of this.to(address))
      if (!isKnown(one, host) && !(one.hasServer && one.host === host)) this.open.delete(one.number);
  }

  private note(event: TraceEvent): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "connection-opened":
        return this.begin(event.connection, event.client, event.address, host, atUs);
      case "connection-tracked":
        return change(this.open.get(event.connection), (one) => {
          one.trackedUs = atUs;
          one.pid = event.pid;
        });
      case "connection-lost":
        return change(this.open.get(event.connection), (one) => {
          one.hasServer = false;
        });
      case "connection-reset":
        this.open.delete(event.connection);
        return;
      case "peer-connected":
        this.connectedUs.set(this.pairOf(host, event.peer), atUs);
        return;
      case "peer-dead":
        this.connectedUs.delete(this.pairOf(host, event.peer));
        return;
      case "flags-changed":
        if (this.isReplicated && !isActive(this.picture.host(host))) this.loseCopy(host);
        return;
      case "process-exited":
        if (event.program === "ctdbd") this.forget(host);
        else this.forgetServer(host, event.pid);
    }
  }

  private noteAddress(event: TraceEvent): void {
    const { host } = event;
    switch (event.type) {
      case "address-announced":
        this.announced.add(`${host}/${event.address}`);
        return;
      case "address-assigned":
        this.announced.delete(`${host}/${event.address}`);
        if (!event.on) return;
        for (const one of this.to(event.address)) if (one.host !== host && !one.known.has(host)) one.deaf.add(host);
        return;
      case "address-added":
        if (event.byHand !== true) this.takeAnew(host, event.address);
        return;
      case "address-known":
        return this.forgetList(host, event.address);
      default:
    }
  }

  /** A server that goes is taken off its daemon's list, unless it goes because its address does (facts/ip-nfs.md §2.2). */
  private forgetServer(host: Pnn, pid: number): void {
    const releasing = this.picture.hosts[host]?.releasing;
    for (const one of this.open.values()) {
      const isServed = this.served.has(host, one.address) && one.address !== releasing;
      if (isServed && one.host === host && one.pid === pid) this.open.delete(one.number);
    }
  }

  private begin(number: number, client: number, address: string, host: Pnn, openedUs: number): void {
    const others = this.picture.hosts.filter(({ pnn }) => pnn !== host && this.served.has(pnn, address));
    const deaf = new Set(others.map(({ pnn }) => pnn));
    const known = new Set<Pnn>();
    const unknown = { hasServer: true, trackedUs: -1, pid: 0, known, deaf };
    this.open.set(number, { number, client, address, host, openedUs, ...unknown });
  }

  /** A daemon is gone, and with it what it knew. */
  private forget(host: Pnn): void {
    for (const { pnn } of this.picture.hosts) {
      this.connectedUs.delete(this.pairOf(host, pnn));
      this.connectedUs.delete(this.pairOf(pnn, host));
    }
    this.loseCopy(host);
    for (const one of this.open.values()) one.deaf.delete(host);
    for (const key of this.announced) if (key.startsWith(`${host}/`)) this.announced.delete(key);
  }

  /**
   * Whoever takes an address tickles the clients on its list, which it empties: of a connection that has outlived an address
   * which somebody took away by hand nobody knows from then on (facts/ip-nfs.md §2.2).
   */
  private takeAnew(host: Pnn, address: string): void {
    if (this.isReplicated) return;
    for (const one of this.to(address)) if (one.host === host && one.hasServer) this.open.delete(one.number);
  }

  /** Its list goes with an address, and one that is added has none: who serves it sends the list when that changes. */
  private forgetList(host: Pnn, address: string): void {
    if (this.isReplicated) return;
    for (const one of this.to(address)) {
      one.known.delete(host);
      one.deaf.add(host);
      if (one.host === host) one.trackedUs = -1;
    }
  }

  private loseCopy(host: Pnn): void {
    for (const one of this.open.values()) {
      one.known.delete(host);
      if (one.host === host) one.trackedUs = -1;
    }
  }

  private learn(atUs: number): void {
    if (this.open.size === 0 || this.calm.isBroken) return;
    for (const one of this.open.values()) if (this.isTracked(one)) this.spread(one, atUs);
  }

  /** Does its daemon tell others of it? */
  private isTracked({ trackedUs, hasServer, host, address }: ClientConnection): boolean {
    return trackedUs >= 0 && hasServer && this.served.has(host, address);
  }

  private spread({ host, address, trackedUs, known, deaf }: ClientConnection, atUs: number): void {
    for (const view of this.picture.hosts) {
      const { pnn } = view;
      if (pnn === host || known.has(pnn) || deaf.has(pnn)) continue;
      if (this.isReplicated && !isActive(view)) continue;
      // Whoever is met later is told of what has been announced: an address whose takeip has failed is on its node, and was not.
      const isMetLater = (this.connectedUs.get(this.pairOf(host, pnn)) ?? 0) > trackedUs;
      if (isMetLater && !this.announced.has(`${host}/${address}`)) continue;
      if (this.isTold(trackedUs, this.pairOf(host, pnn), atUs)) known.add(pnn);
    }
  }

  /** Has a list been sent over a connection that nothing is stuck in, and has nothing been done to the cluster since? */
  private isTold(trackedUs: number, pair: number, atUs: number): boolean {
    const connectedUs = this.connectedUs.get(pair) ?? Number.POSITIVE_INFINITY;
    const sentUs = Math.max(connectedUs, trackedUs);
    const { brokenUs } = this.calm;
    const isFree = brokenUs <= connectedUs || brokenUs + resendMaxUs <= sentUs;
    return isFree && sentUs + toldUs <= atUs;
  }

  private pairOf(from: Pnn, to: Pnn): number {
    return from * this.picture.hosts.length + to;
  }
}

function isKnown({ host, trackedUs, known }: ClientConnection, pnn: Pnn): boolean {
  return host === pnn ? trackedUs >= 0 : known.has(pnn);
}

function change(one: ClientConnection | undefined, by: (one: ClientConnection) => void): void {
  if (one !== undefined) by(one);
}
