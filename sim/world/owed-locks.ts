import { graceDesigns, type LockCall, type LockStatus, type NfsSpec } from "../../model/index.ts";
import type { World } from "./world.ts";

/**
 * Clients of NFS whose locks were given up and who have not been answered since: where a grace ends for all together it
 * waits for each of them, whether a server serves his address or not. With the first new lock all that is not reclaimed
 * is lost (facts/ip-nfs.md §5.5).
 */
export class OwedLocks {
  private readonly clients = new Set<number>();
  private readonly world: World;
  private readonly spec: NfsSpec;
  private readonly settled: () => void;

  /** `settled`: nobody is waited for any longer. */
  constructor(world: World, spec: NfsSpec, settled: () => void) {
    this.world = world;
    this.spec = spec;
    this.settled = settled;
  }

  /** Is anybody waited for? */
  get isAny(): boolean {
    return this.clients.size > 0;
  }

  /** The lock of a client was given up: it is waited for as long as a grace lasts at most, where that is bounded. */
  owe(client: number): void {
    const { spec, world } = this;
    const way = spec.users[client]?.way;
    if (way === undefined || "node" in way || graceDesigns[spec.grace].end !== "coordinated") return;
    this.clients.add(client);
    if (world.k.graceLongestUs > 0) world.later(world.k.graceLongestUs, () => this.forget(client));
  }

  /** A client is answered: unless it is put off it has what it had, or knows that it has not; who asks anew has nothing. */
  note({ client, op }: LockCall, status: LockStatus): void {
    const isPutOff = status === "grace" || status === "later";
    if (op === "lock" || (op !== "renew" && !isPutOff)) this.forget(client);
  }

  private forget(client: number): void {
    if (this.clients.delete(client) && !this.isAny) this.settled();
  }
}
