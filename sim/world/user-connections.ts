import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/** The TCP connections of those who lock files with the servers behind their addresses. */
export class UserConnections {
  /** The number of each client's; 0, or absent: none yet. */
  private readonly numbers = new Map<number, number>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Does the server know the client's connection, an old or a new one? If not, the client is told, and connects anew. */
  isConnected(client: number, host: Host, address: string): boolean {
    const { connections } = this.world;
    const number = this.numbers.get(client) ?? 0;
    if (!connections.isBelievedIn(number)) this.numbers.set(client, connections.connect(host, "nfs", address, client));
    else if (!connections.works(number)) connections.send(number);
    return connections.works(this.numbers.get(client) ?? 0);
  }
}
