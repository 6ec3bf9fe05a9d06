import { type KillWays, killConnections, type Pnn, type TcpService } from "../../model/index.ts";
import type { Connection, ConnectionHooks } from "./connection-hooks.ts";
import { isReached, isUnlinked } from "./links.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/** Ends at which a connection of a service is killed: that of smbd at the server's only (facts/ip-nfs.md §2.3). */
const ways: Readonly<Record<TcpService, KillWays>> = { smb: 1, nfs: 2 };

/**
 * Where packets to public addresses go, and what becomes of the connections of clients. No packets: a client waits for its
 * server, and learns that its connection is gone when it is told, when it is tickled and answers, or when it sends something.
 */
export class Connections implements ConnectionHooks {
  private readonly world: World;
  /** By their numbers; of those that are gone at both ends too, which are few. */
  private readonly all = new Map<number, Connection>();
  /** Who has said last that an address is his. */
  private readonly announced = new Map<string, Pnn>();

  constructor(world: World) {
    this.world = world;
  }

  /** A host says that an address is its own. */
  announce(host: Host, address: string): void {
    this.announced.set(address, host.pnn);
  }

  /** The host that packets to an address reach: of those that have it, the one that has said so last. */
  hostOf(address: string): Host | undefined {
    const owners = this.world.hosts.filter((host) => isReached(host, address));
    return owners.find(({ pnn }) => pnn === this.announced.get(address)) ?? owners[0];
  }

  /** A client connects to an address of a host; gives back the number of the connection. */
  connect(host: Host, service: TcpService, address: string, client: number): number {
    const number = this.all.size + 1;
    this.all.set(number, { number, service, address, host, hasServer: true, hasClient: true });
    this.world.emit(host.pnn, { type: "connection-opened", connection: number, service, client, address });
    return number;
  }

  /** Can a client and its server talk by it? Number 0 is of one that came by no address. */
  works(number: number): boolean {
    if (number === 0) return true;
    const one = this.all.get(number);
    return one?.hasServer === true && one.hasClient && this.hostOf(one.address) === one.host;
  }

  /** Does the client believe that it can? */
  isBelievedIn(number: number): boolean {
    return this.all.get(number)?.hasClient === true;
  }

  serviceOf(number: number): TcpService | undefined {
    return this.all.get(number)?.service;
  }

  /** What `ss` shows on a host: the connections of a service to an address. */
  on(host: Host, address: string, service?: TcpService): readonly Connection[] {
    const isHere = (one: Connection): boolean =>
      one.hasServer && one.host === host && one.address === address && (service ?? one.service) === one.service;
    return [...this.all.values()].filter(isHere);
  }

  /** A server has ended: its kernel closes its end, and tells the client if it still has the address. */
  close(number: number): void {
    const one = this.all.get(number);
    if (one?.hasServer !== true) return;
    const { host, address } = one;
    const tells = isReached(host, address);
    this.endServer(one, tells ? undefined : host.up ? "closed" : "host-gone");
    if (tells) this.travel(() => this.reset(one, host, "closed"));
  }

  /** The server of all connections of a service on a host, or of those to one address, has ended. */
  closeAll(host: Host, service: TcpService, address?: string): void {
    for (const one of this.all.values())
      if (one.host === host && one.service === service && (address ?? one.address) === one.address)
        this.close(one.number);
  }

  /** 10.interface kills the connections to an address that it is about to remove. Gives back how long that takes. */
  kill(host: Host, address: string): number {
    const victims = this.on(host, address);
    // Without a link nothing is sent, and nothing captured.
    const capture = isUnlinked(host, address) ? "drops-replies" : (host.captures[0] ?? "sees-replies");
    const { takesUs, killed } = killConnections(
      victims.map(({ service }) => ways[service]),
      capture,
      this.world.k,
    );
    const { boots } = host;
    if (victims.length > 0)
      this.world.later(takesUs, () => {
        if (!host.up || host.boots !== boots) return;
        for (const [index, one] of victims.entries()) if (killed[index] === true) this.killOne(one);
      });
    return takesUs;
  }

  /** The clients of these connections get an ACK out of turn, and answer it. */
  tickle(numbers: readonly number[]): void {
    for (const number of numbers) {
      const one = this.all.get(number);
      if (one?.hasClient === true) this.travel(() => this.travel(() => this.answered(one, "tickled")));
    }
  }

  /** A client has sent something by it. */
  send(number: number): void {
    const one = this.all.get(number);
    if (one !== undefined) this.answered(one, "refused");
  }

  /** A packet of a client has arrived: who has the address knows the connection, or resets it. */
  private answered(one: Connection, cause: "tickled" | "refused"): void {
    const host = this.hostOf(one.address);
    if (host !== undefined && (host !== one.host || !one.hasServer)) this.reset(one, host, cause);
  }

  private killOne(one: Connection): void {
    if (!one.hasServer) return;
    const isTold = ways[one.service] === 2;
    this.endServer(one, isTold ? undefined : "killed");
    if (isTold) this.reset(one, one.host, "killed");
  }

  /** @param cause why the client does not know; absent: it will be told */
  private endServer(one: Connection, cause?: "killed" | "closed" | "host-gone"): void {
    if (!one.hasServer) return;
    one.hasServer = false;
    if (one.hasClient && cause !== undefined)
      this.world.emit(one.host.pnn, { type: "connection-lost", connection: one.number, cause });
  }

  private reset(one: Connection, by: Host, cause: "closed" | "killed" | "tickled" | "refused"): void {
    if (!one.hasClient) return;
    one.hasClient = false;
    this.world.emit(by.pnn, { type: "connection-reset", connection: one.number, cause });
  }

  private travel(arrive: () => void): void {
    this.world.later(this.world.draw("client", this.world.scenario.timing.networkUs), arrive);
  }
}
