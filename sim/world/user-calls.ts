import type { AnyEvent, LockCall, LockStatus } from "../../model/index.ts";
import { type Host, isAlive, type Process } from "./process.ts";
import { UserConnections } from "./user-connections.ts";
import type { World } from "./world.ts";

/** Whom the calls of those who lock files reach. */
interface Reached {
  /** The server behind an address on a host; undefined: none runs. */
  readonly server: (host: Host, address: string) => Process | undefined;
  /** The file system of a node is asked, as smbd does. */
  readonly ask: (user: Process, call: LockCall, node: number) => void;
}

/** The way between those who lock files and whoever has their server's address. */
export class UserCalls {
  private readonly world: World;
  private readonly reached: Reached;
  private readonly connections: UserConnections;

  constructor(world: World, reached: Reached) {
    this.world = world;
    this.reached = reached;
    this.connections = new UserConnections(world);
  }

  /** Somebody sends a call. */
  send(user: Process, call: LockCall): void {
    this.travel(() => this.arrive(user, call));
  }

  /** He is answered. */
  answer(
    user: Process | undefined,
    call: LockCall,
    about: { status: LockStatus; version: number; from: number },
  ): void {
    this.travel(() => {
      const answered = { type: "LOCK_ANSWERED", id: call.id, ...about } as AnyEvent;
      if (user !== undefined && isAlive(user)) this.world.post(user, answered, 0);
    });
  }

  /** Something crosses the network. */
  travel(go: () => void): void {
    this.world.later(this.world.draw("nfs", this.world.scenario.timing.networkUs), go);
  }

  /** A call has crossed the network: whoever has the address gets it; where nobody has, it is lost. */
  private arrive(user: Process, call: LockCall): void {
    const { world, reached } = this;
    if ("node" in call.way) {
      const { node } = call.way;
      if (world.host(node).up && !world.host(node).paused) reached.ask(user, call, node);
      return;
    }
    const { address } = call.way;
    const host = world.connections.hostOf(address);
    if (host === undefined) return;
    const server = reached.server(host, address);
    if (server === undefined) return;
    if (this.connections.isConnected(call.client, host, address))
      world.post(server, { type: "LOCK_CALL", call } as AnyEvent, 0);
    else this.travel(() => this.travel(() => this.arrive(user, call)));
  }
}
