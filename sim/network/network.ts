import type { Pnn } from "../../model/index.ts";
import { NO_TICKET } from "../kernel/index.ts";
import { takeOut } from "../lists/index.ts";
import { Grudges } from "./grudges.ts";
import { type Link, newLink, type Travel } from "./link.ts";

/** What the network needs from the world around it. */
export interface NetworkHooks<P> {
  nowUs(): number;
  /** Has `arrive` called at that time; gives a ticket. */
  schedule(atUs: number, travel: Travel<P>): number;
  cancel(ticket: number): void;
  /** One way, this time. */
  latencyUs(from: Pnn, to: Pnn): number;
  /** How long a packet that was stuck for `stuckUs` waits until it is sent again. */
  resendUs(stuckUs: number, from: Pnn, to: Pnn): number;
  /** Is the machine there to answer (its kernel, not its processes)? */
  isUp(host: Pnn): boolean;
  deliver(to: Pnn, from: Pnn, packet: P): void;
  closed(at: Pnn, peer: Pnn): void;
}

/**
 * TCP between hosts: a connection per direction, order within a connection, loss only with it. A cut path
 * holds packets back until it is whole again or the connection is gone.
 */
export class Network<P> {
  readonly grudges: Grudges;
  /** Sees everything that is sent over a connection, and what of it its daemon is given. */
  onSend: ((travel: Travel<P>) => void) | undefined = undefined;
  onArrive: ((travel: Travel<P>) => void) | undefined = undefined;
  private readonly hooks: NetworkHooks<P>;
  private readonly links: Link<P>[][];

  constructor(nodes: number, hooks: NetworkHooks<P>) {
    this.hooks = hooks;
    this.grudges = new Grudges(nodes);
    this.links = Array.from({ length: nodes }, (_, from) =>
      Array.from({ length: nodes }, (__, to) => newLink<P>(from, to)),
    );
  }

  /** The connection slot of an ordered pair. */
  link(from: Pnn, to: Pnn): Link<P> {
    const link = this.links[from]?.[to];
    if (link === undefined) throw new RangeError(`no link from ${from} to ${to}`);
    return link;
  }

  /** Sends a packet; without an outgoing connection it is dropped without a word. */
  send(from: Pnn, to: Pnn, packet: P): void {
    const link = this.link(from, to);
    if (!link.fromOpen) return;
    const travel: Travel<P> = { link, epoch: link.epoch, toward: "to", packet, isResent: false, ticket: NO_TICKET };
    this.onSend?.(travel);
    const atUs = Math.max(link.lastArrivalUs, this.hooks.nowUs() + this.hooks.latencyUs(from, to));
    link.lastArrivalUs = atUs;
    this.fly(travel, atUs);
  }

  /** A connection was made: both ends are open. */
  establish(from: Pnn, to: Pnn): void {
    const link = this.link(from, to);
    link.epoch += 1;
    link.fromOpen = true;
    link.toOpen = true;
    link.fromKnown = false;
    link.toKnown = false;
    link.lastArrivalUs = this.hooks.nowUs();
    link.flying = [];
    link.held = [];
  }

  /** Can a connection be made now? The accepting side must not believe in an older one. */
  canEstablish(from: Pnn, to: Pnn): boolean {
    const link = this.link(from, to);
    return !link.fromOpen && !link.toOpen && !this.grudges.isCut(from, to) && !this.grudges.isCut(to, from);
  }

  /** A daemon has learnt that its outgoing (`from`), or an incoming (`to`), connection is there. */
  note(link: Link<P>, end: "from" | "to"): void {
    if (end === "from") link.fromKnown = true;
    else link.toKnown = true;
  }

  /** A daemon closes both directions to a peer, as far as it knows of them. */
  close(at: Pnn, peer: Pnn): void {
    const outgoing = this.link(at, peer);
    const incoming = this.link(peer, at);
    if (outgoing.fromKnown) this.closeEnd(outgoing, "from", true);
    if (incoming.toKnown) this.closeEnd(incoming, "to", true);
  }

  /** A daemon is gone, and with it its end of every connection. Its kernel tells the peers, unless it is gone too. */
  closeAll(at: Pnn, isTold: boolean): void {
    for (const link of this.links.flat()) {
      if (link.from === at) this.closeEnd(link, "from", isTold);
      if (link.to === at) this.closeEnd(link, "to", isTold);
    }
  }

  /** `at` resets both connections to a peer; of what it has in flight, the first `prefix` packets still arrive. */
  break(at: Pnn, peer: Pnn, prefix: number): void {
    const outgoing = this.link(at, peer);
    const incoming = this.link(peer, at);
    if (!outgoing.fromOpen && !incoming.toOpen) return;
    for (const travel of outgoing.flying.slice(prefix)) this.hooks.cancel(travel.ticket);
    outgoing.flying = outgoing.flying.slice(0, prefix);
    outgoing.held = [];
    // The peer hears of the reset after the prefix, on either connection.
    if (outgoing.fromOpen) this.sendFin(outgoing, "to");
    else this.sendFin(incoming, "from");
    outgoing.fromOpen = false;
    incoming.toOpen = false;
    this.hooks.closed(at, peer);
  }

  /** A machine is gone: what it still had to send again will never be sent. */
  forget(sender: Pnn): void {
    for (const link of this.links.flat()) {
      const isLost = (travel: Travel<P>): boolean => (travel.toward === "to" ? link.from : link.to) === sender;
      link.held = link.held.filter((travel) => !isLost(travel));
      for (const travel of link.flying.filter((one) => one.isResent && isLost(one))) {
        this.hooks.cancel(travel.ticket);
        landed(travel);
      }
    }
  }

  /** Something arrives, unless its path is cut or its connection is gone. */
  arrive(travel: Travel<P>): void {
    const { link, packet, toward } = travel;
    landed(travel);
    if (travel.epoch !== link.epoch) return;
    // Not as a pair: this is asked for every packet.
    const source = toward === "to" ? link.from : link.to;
    const sink = toward === "to" ? link.to : link.from;
    if (this.grudges.isCut(source, sink)) {
      link.held.push(travel);
      return;
    }
    if (!this.hooks.isUp(sink)) return;
    if (packet === null) this.arriveFin(link, toward);
    else if (link.toOpen) {
      this.onArrive?.(travel);
      this.hooks.deliver(link.to, link.from, packet);
    }
    // The other end knows nothing of this connection: it answers with a reset.
    else if (link.fromOpen) this.sendFin(link, "from");
  }

  /** Paths were made whole: what was stuck is sent again. */
  release(stuckUs: (from: Pnn, to: Pnn) => number): void {
    for (const link of this.links.flat()) {
      if (link.held.length === 0) continue;
      // What was sent meanwhile and has not arrived yet stays behind what was sent before it.
      const behind = link.flying.filter((travel) => travel.toward === "to");
      for (const travel of behind) this.hooks.cancel(travel.ticket);
      link.flying = link.flying.filter((travel) => travel.toward !== "to");
      const held = [...link.held, ...behind];
      link.held = [];
      for (const travel of held) travel.isResent = true;
      const resendUs = this.hooks.resendUs(stuckUs(link.from, link.to), link.from, link.to);
      const atUs = Math.max(link.lastArrivalUs, this.hooks.nowUs() + resendUs);
      link.lastArrivalUs = atUs;
      for (const travel of held) this.fly(travel, atUs);
    }
  }

  private closeEnd(link: Link<P>, end: "from" | "to", isTold: boolean): void {
    const wasOpen = end === "from" ? link.fromOpen : link.toOpen;
    if (!wasOpen) return;
    if (end === "from") link.fromOpen = false;
    else link.toOpen = false;
    if (isTold) this.sendFin(link, end === "from" ? "to" : "from");
  }

  private arriveFin(link: Link<P>, toward: "from" | "to"): void {
    if (toward === "to" && link.toOpen) {
      link.toOpen = false;
      this.hooks.closed(link.to, link.from);
    } else if (toward === "from" && link.fromOpen) {
      link.fromOpen = false;
      this.hooks.closed(link.from, link.to);
    }
  }

  private sendFin(link: Link<P>, toward: "from" | "to"): void {
    const [source, sink] = toward === "to" ? [link.from, link.to] : [link.to, link.from];
    const nowUs = this.hooks.nowUs();
    const atUs = Math.max(toward === "to" ? link.lastArrivalUs : nowUs, nowUs + this.hooks.latencyUs(source, sink));
    this.fly({ link, epoch: link.epoch, toward, packet: null, isResent: false, ticket: NO_TICKET }, atUs);
  }

  private fly(travel: Travel<P>, atUs: number): void {
    travel.link.flying.push(travel);
    travel.ticket = this.hooks.schedule(atUs, travel);
  }
}

/** A packet is no longer in flight. */
function landed<P>(travel: Travel<P>): void {
  const { flying } = travel.link;
  const index = flying.indexOf(travel);
  if (index >= 0) takeOut(flying, index);
}
