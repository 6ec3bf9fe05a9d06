import type { FileLock, KeptLock, LockManagerEffect, LockTable } from "../../model/index.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** What the lock managers of addresses need of what stands around them. */
interface Around {
  readonly table: LockTable;
  /** The file system has given up what nobody reclaimed. */
  readonly unclaimed: (locks: readonly FileLock[]) => void;
}

/**
 * What a file system does that knows the lock manager of each lock: it keeps what one leaves behind for the next of its
 * name, until the grace of that one is over, or for a time that is set (facts/ip-nfs.md §5.4).
 */
export class LockManagers {
  private readonly world: World;
  private readonly around: Around;
  /** Which server started one of a name last, and how often one was started. */
  private readonly last = new Map<string, { readonly by: Process; readonly count: number }>();

  constructor(world: World, around: Around) {
    this.world = world;
    this.around = around;
  }

  /** A server tells the file system of one. */
  perform(server: Process, { call, manager }: LockManagerEffect): void {
    const { table, unclaimed } = this.around;
    const { pnn } = server.host;
    if (call === "shutdown") return this.keep(table.shutManagerDown(pnn, manager));
    if (call === "end-grace") {
      // One that nobody has shut down, on a node that was cut off or stood still, does not speak for the next of its name.
      if (this.last.get(manager)?.by === server) unclaimed(table.endManagerGrace(manager));
      return;
    }
    this.last.set(manager, { by: server, count: this.startsOf(manager) + 1 });
    this.tell(table.startManager(pnn, manager));
  }

  /** Locks are kept from now on, for the next of their lock managers, or until it does not come. */
  keep(locks: readonly KeptLock[]): void {
    this.tell(locks);
    const { world, around } = this;
    if (world.k.holdLongestUs === 0) return;
    for (const manager of new Set(locks.map((lock) => lock.manager))) {
      const starts = this.startsOf(manager);
      world.later(world.k.holdLongestUs, () => {
        if (this.startsOf(manager) === starts) around.unclaimed(around.table.endManagerGrace(manager));
      });
    }
  }

  private tell(locks: readonly KeptLock[]): void {
    for (const { node, client, file, manager } of locks)
      this.world.emit(node, { type: "file-lock-kept", client, file, manager });
  }

  private startsOf(manager: string): number {
    return this.last.get(manager)?.count ?? 0;
  }
}
