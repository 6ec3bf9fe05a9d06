import { type AnyEvent, type LockManagerEffect, type LockTable, type MountEffect, Mounts } from "../../model/index.ts";
import { powerCycle } from "./hosts.ts";
import { type Host, isAlive, type Process } from "./process.ts";
import type { World } from "./world.ts";

/** What the mounts need of what stands around them. */
interface Around {
  readonly table: LockTable;
  /** The address that each file is exported by. */
  readonly exports: Readonly<Record<string, string>>;
  /** Whoever has mounted what another node mounts is fenced (assumption expelled-nodes-are-fenced). */
  readonly fences: boolean;
}

/** The file systems of addresses, each of which one node mounts at a time, on storage that all nodes reach. */
export class Mounted {
  private readonly mounts = new Mounts();
  private readonly world: World;
  private readonly around: Around;

  constructor(world: World, around: Around) {
    this.world = world;
    this.around = around;
  }

  /** A server has one mounted or unmounted, and is told: what lockd has locks on cannot be unmounted. */
  change(server: Process, { address, on }: MountEffect): void {
    const { world } = this;
    const { host } = server;
    const storageUs = (): number => world.draw("storage", world.scenario.timing.storageUs, host.pnn);
    world.later(storageUs(), () => {
      if (!isAlive(server)) return;
      const ok = on ? this.mount(host, address) : this.unmount(host, address);
      world.post(server, { type: "MOUNT_CHANGED", address, on, ok } as AnyEvent, storageUs());
    });
  }

  /** The generic operations of a lock manager: a grace begins on a mount, or is over; once it is shut down one lasts until the unmount. */
  perform({ host: { pnn } }: Process, { call, manager }: LockManagerEffect): void {
    this.mounts.setGrace(pnn, manager, call !== "end-grace");
  }

  /** A host is gone. */
  lose({ pnn }: Host): void {
    this.mounts.lose(pnn);
  }

  /** Can a lock of this file be had through a node: by its server, or by a local process, which waits for the grace? */
  admits(file: string, node: number, isServer: boolean): boolean {
    const address = this.around.exports[file] ?? "";
    return this.mounts.has(node, address) && (isServer || !this.mounts.isInGrace(node, address));
  }

  private mount(host: Host, address: string): boolean {
    const { world, mounts } = this;
    if (mounts.has(host.pnn, address)) return true;
    if (this.around.fences)
      for (const other of world.hosts) if (mounts.has(other.pnn, address)) powerCycle(world, other);
    mounts.mount(host.pnn, address);
    world.emit(host.pnn, { type: "file-system-mounted", address });
    return true;
  }

  private unmount(host: Host, address: string): boolean {
    const { table, exports } = this.around;
    if (!this.mounts.has(host.pnn, address)) return true;
    const kept = table.unmount(host.pnn, (file) => exports[file] === address);
    const files = kept.map(({ file }) => file);
    if (files.length > 0) this.world.emit(host.pnn, { type: "file-system-busy", address, files });
    else {
      this.mounts.unmount(host.pnn, address);
      this.world.emit(host.pnn, { type: "file-system-unmounted", address });
    }
    return files.length === 0;
  }
}
