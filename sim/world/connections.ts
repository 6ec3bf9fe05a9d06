import { type Capture, killConnections, type Observation, type Pnn } from "../../model/index.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/** A TCP connection from a machine outside the cluster to a public address: each end may be gone without the other. */
interface Connection {
  readonly number: number;
  readonly address: string;
  /** Whose kernel has, or had, the server's end. */
  readonly host: Host;
  hasServer: boolean;
  hasClient: boolean;
}

/**
 * Where packets to public addresses go, and what becomes of the connections of clients. No packets: a client waits for its
 * server, and learns that its connection is gone when it is told, or when it is tickled and answers.
 */
export class Connections {
  private readonly world: World;
  /** Those of which an end is left, by their numbers. */
  private readonly open = new Map<number, Connection>();
  /** Who has said last that an address is his. */
  private readonly announced = new Map<string, Pnn>();
  private nextNumber = 1;

  constructor(world: World) {
    this.world = world;
  }

  /** A host says that an address is its own. */
  announce(host: Host, address: string): void {
    this.announced.set(address, host.pnn);
  }

  /** The host that packets to an address reach: of those that have it, the one that has said so last. */
  hostOf(address: string): Host | undefined {
    const owners = this.world.hosts.filter((host) => host.up && host.addresses.has(address));
    return owners.find(({ pnn }) => pnn === this.announced.get(address)) ?? owners[0];
  }

  /** A client connects to an address of a host; gives back the number of the connection. */
  connect(host: Host, address: string, client: number): number {
    const number = this.nextNumber++;
    this.open.set(number, { number, address, host, hasServer: true, hasClient: true });
    this.world.emit(host.pnn, { type: "connection-opened", connection: number, client, address });
    return number;
  }

  /** Can a client and its server still talk by it? Number 0 is of one that came by no address. */
  works(number: number): boolean {
    if (number === 0) return true;
    const connection = this.open.get(number);
    return connection?.hasServer === true && connection.hasClient && this.hostOf(connection.address) === connection.host;
  }

  /** A server has ended: its kernel closes its end, and tells the client if it still has the address. */
  close(number: number): void {
    const connection = this.open.get(number);
    if (connection?.hasServer !== true) return;
    const { host, address } = connection;
    const tells = host.up && host.addresses.has(address);
    this.endServer(connection, tells ? undefined : host.up ? "closed" : "host-gone");
    if (tells) this.travel(() => this.reset(connection, host, "closed"));
  }

  /**
   * 10.interface kills the connections to an address that it is about to remove: those of smbd at the server's end only
   * (facts/ip-nfs.md §2.3). Gives back how long that takes.
   */
  kill(host: Host, address: string): number {
    const all = [...this.open.values()].filter(
      (one) => one.hasServer && one.host === host && one.address === address,
    );
    const capture: Capture = host.blindCaptures > 0 ? "drops-replies" : "sees-replies";
    const { takesUs, killed } = killConnections(all.length, capture, this.world.k);
    const { boots } = host;
    this.world.later(takesUs, () => {
      if (host.up && host.boots === boots) for (const one of all.slice(0, killed)) this.endServer(one, "killed");
    });
    return takesUs;
  }

  /** The clients of these connections get an ACK out of turn and answer it: who has the address knows the connection, or resets it. */
  tickle(numbers: readonly number[]): void {
    for (const number of numbers) {
      const connection = this.open.get(number);
      if (connection?.hasClient === true) this.travel(() => this.travel(() => this.answerTo(connection)));
    }
  }

  private answerTo(connection: Connection): void {
    const host = this.hostOf(connection.address);
    if (host === undefined || (host === connection.host && connection.hasServer)) return;
    this.reset(connection, host, "tickled");
  }

  private endServer(connection: Connection, cause: "killed" | "closed" | "host-gone" | undefined): void {
    if (!connection.hasServer) return;
    connection.hasServer = false;
    if (!connection.hasClient) this.open.delete(connection.number);
    else if (cause !== undefined) this.tell(connection.host, { type: "connection-lost", connection: connection.number, cause });
  }

  private reset(connection: Connection, host: Host, cause: "closed" | "tickled"): void {
    if (!connection.hasClient) return;
    connection.hasClient = false;
    if (!connection.hasServer) this.open.delete(connection.number);
    this.tell(host, { type: "connection-reset", connection: connection.number, cause });
  }

  private tell({ pnn }: Host, observation: Observation): void {
    this.world.emit(pnn, observation);
  }

  private travel(arrive: () => void): void {
    this.world.later(this.world.draw("client", this.world.scenario.timing.networkUs), arrive);
  }
}
