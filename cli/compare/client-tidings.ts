import type { Constants, Pnn, TraceEvent } from "../../model/index.ts";

/** A connection whose client has not been told that it is gone. */
interface Open {
  readonly service: string;
  readonly address: string;
  readonly host: Pnn;
  readonly openedUs: number;
  hasServer: boolean;
  isTracked: boolean;
  /** When somebody who does not have it announced its address, and who that was; -1: nobody does. */
  movedUs: number;
  movedTo: Pnn;
  /** It counts among those that moved, and those that nobody told: each once. */
  hasMoved: boolean;
  isUntold: boolean;
}

/**
 * What becomes of clients whose address moves, whatever who takes it can have heard: those who are not tickled wait for their
 * server, or find out when they send something. And how long it takes until a connection of smbd is registered: with lists, at
 * its own node; with a database, at every active node.
 */
export class ClientTidings {
  /** Connections whose address somebody announced who did not have them, and those of whose clients nobody told. */
  movedClients = 0;
  untoldClients = 0;
  /** Longest time, microseconds. */
  registeredLongestUs = 0;
  private readonly open = new Map<number, Open>();
  /** Whoever announces an address tickles its clients with each announcement: who is told so much later was not told by it. */
  private readonly toldUs: number;

  constructor({ arpCount, arpIntervalUs }: Constants) {
    this.toldUs = arpCount * arpIntervalUs + 1_000_000;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "connection-opened": {
        const { service, address } = event;
        const fresh = { hasServer: true, isTracked: false, movedUs: -1, movedTo: -1, hasMoved: false, isUntold: false };
        this.open.set(event.connection, { service, address, host, openedUs: atUs, ...fresh });
        return;
      }
      case "connection-tracked":
        return this.tracked(this.open.get(event.connection), atUs);
      case "connection-lost": {
        const one = this.open.get(event.connection);
        if (one !== undefined) one.hasServer = false;
        return;
      }
      case "connection-reset":
        this.settle(this.open.get(event.connection), atUs);
        this.open.delete(event.connection);
        return;
      default:
        for (const one of this.open.values()) this.moved(one, event);
    }
  }

  private moved(one: Open, event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "address-announced" && one.address === event.address) move(one, host, atUs);
    if (one.movedTo !== host) return;
    if (event.type === "host-crashed" || (event.type === "address-removed" && one.address === event.address))
      this.settle(one, atUs);
  }

  /** The run is over. */
  finish(endUs: number): void {
    for (const one of this.open.values()) this.settle(one, endUs);
  }

  private tracked(one: Open | undefined, atUs: number): void {
    if (one === undefined || one.isTracked) return;
    one.isTracked = true;
    if (one.service === "smb") this.registeredLongestUs = Math.max(this.registeredLongestUs, atUs - one.openedUs);
  }

  /** Whoever has announced the address does so no more, or its client knows: was it told in time? */
  private settle(one: Open | undefined, atUs: number): void {
    if (one === undefined || one.movedUs < 0) return;
    if (!one.hasMoved) this.movedClients += 1;
    one.hasMoved = true;
    if (atUs - one.movedUs > this.toldUs && !one.isUntold) {
      this.untoldClients += 1;
      one.isUntold = true;
    }
    one.movedUs = -1;
    one.movedTo = -1;
  }
}

function move(one: Open, to: Pnn, atUs: number): void {
  if (one.movedUs >= 0 || (one.hasServer && one.host === to)) return;
  one.movedUs = atUs;
  one.movedTo = to;
}
