import {
  type AnyEvent,
  type CalloutOp,
  type FileLock,
  type GraceMemberData,
  type GraceMemberEffect,
  type LockTable,
  noGrace,
  type SharedGrace,
} from "../../model/index.ts";
import { type Host, isAlive, type Process } from "./process.ts";
import { end, spawn } from "./processes.ts";
import type { World } from "./world.ts";

/** So many failures of its service in a row make a node unhealthy. */
const UNHEALTHY_AFTER = 2;

/** What the members need of what stands around them. */
interface Around {
  readonly table: LockTable;
  /** The file system has forgotten locks. */
  readonly dropped: (locks: readonly FileLock[]) => void;
  /** A server that was shut down has left its locks behind. */
  readonly abandoned: (host: Host, address: string) => void;
  /** Waits for the answer to a call-out; gives back its number. */
  readonly expect: (host: Host, done: (ok: boolean) => void) => number;
}

/**
 * The servers of a design with one for each address, what they share, and who starts and stops them: the call-outs of
 * the node that takes or releases the address (facts/ip-nfs.md §5.6: the same server starts elsewhere).
 */
export class GraceMembers {
  private readonly world: World;
  private readonly around: Around;
  private grace: SharedGrace = noGrace;
  /** Clients on record, by epoch and address. */
  private readonly databases = new Map<string, readonly number[]>();
  /** Whoever had a name is gone before the next one starts (assumption one-server-of-a-name). */
  private readonly isAlone: boolean;
  private readonly running = new Map<string, Process>();
  /** How often in a row a server was found dead that should be there. */
  private readonly misses = new Map<Host, number>();

  constructor(world: World, around: Around) {
    this.world = world;
    this.around = around;
    this.isAlone = !world.scenario.dropped.includes("one-server-of-a-name");
  }

  /** The server of an address on a host, if it runs there. */
  of(host: Host, address: string): Process | undefined {
    const process = this.running.get(`${host.pnn} ${address}`);
    return process !== undefined && isAlive(process) ? process : undefined;
  }

  /** A host was expelled from the file system: none of its servers can go on. */
  expel(host: Host): void {
    for (const process of this.on(host)) this.shutOut(process);
  }

  /** An event script calls out: a server is started, or some are shut down, or looked after. */
  callOut(host: Host, op: CalloutOp, address: string, done: (ok: boolean) => void): void {
    if (op === "takeip") this.start(host, address);
    if (op === "monitor") return done(this.looksWell(host));
    const stopped = op === "shutdown" ? this.on(host) : op === "releaseip" ? this.on(host, address) : [];
    let left = stopped.length;
    if (left === 0) return done(true);
    for (const process of stopped) {
      const id = this.around.expect(host, () => {
        left -= 1;
        if (left === 0) done(true);
      });
      const callout = { id, op, address, clients: [], v4Clients: [], isUsed: true, debt: 0 };
      this.world.post(process, { type: "CALLOUT", callout } as AnyEvent, this.world.localDelayUs(host));
    }
  }

  /** Carries out what a member asks of the store and of the file system. */
  perform(process: Process, effect: GraceMemberEffect): void {
    const { address } = process.data as GraceMemberData;
    // Whoever is expelled from the file system is shut out of the store that stands on it.
    if (!this.around.table.isMember(process.host.pnn)) return;
    switch (effect.do) {
      case "read-grace":
        return this.store(process, () => ({ type: "GRACE_READ", grace: this.grace }));
      case "write-grace":
        return this.store(process, () => this.write(process, address, effect.grace));
      case "read-clients":
        return this.store(process, () => ({ type: "CLIENTS", clients: this.clients(effect.epoch, address) }));
      case "empty-clients":
        return this.store(process, () => this.record(effect.epoch, address, []));
      case "add-clients":
        return this.store(process, () =>
          this.record(effect.epoch, address, [...new Set([...this.clients(effect.epoch, address), ...effect.clients])]),
        );
      case "note-client": {
        const others = this.clients(effect.epoch, address).filter((client) => client !== effect.client);
        this.record(effect.epoch, address, effect.on ? [...others, effect.client] : others);
        return;
      }
      case "discard":
        return this.store(process, () => this.discard(process, address));
      case "abandon":
        return this.around.abandoned(process.host, address);
    }
  }

  private start(host: Host, address: string): void {
    if (this.of(host, address) !== undefined) return;
    if (this.isAlone) for (const other of this.named(address)) this.shutOut(other);
    this.running.set(`${host.pnn} ${address}`, spawn(this.world, host, "grace-member", null, 0, { address }));
  }

  /** Two monitor events in a row may not find the server of an address dead (facts/ip-nfs.md §2.5: nfs 2/10). */
  private looksWell(host: Host): boolean {
    const isWhole = [...host.addresses.keys()].every((address) => this.of(host, address) !== undefined);
    const misses = isWhole ? 0 : (this.misses.get(host) ?? 0) + 1;
    this.misses.set(host, misses);
    return misses < UNHEALTHY_AFTER;
  }

  private on(host: Host, address?: string): readonly Process[] {
    const all = address === undefined ? [...this.running.values()].filter(isAlive) : this.named(address);
    return all.filter((process) => process.host === host);
  }

  /** There and back: what is asked happens in between, at one moment. */
  private store(process: Process, happen: () => object): void {
    const { world } = this;
    const { pnn } = process.host;
    const delayUs = (): number => world.draw("storage", world.scenario.timing.storageUs, pnn);
    world.later(delayUs(), () => {
      if (isAlive(process)) world.post(process, happen() as AnyEvent, delayUs());
    });
  }

  private write(process: Process, address: string, grace: SharedGrace): object {
    const ok = grace.version === this.grace.version + 1;
    if (!ok) return { type: "GRACE_WRITTEN", ok, grace: this.grace };
    this.grace = grace;
    const named = (flag: "needs" | "enforces"): readonly string[] =>
      Object.entries(grace.members).flatMap(([name, flags]) => (flags[flag] ? [name] : []));
    const { epoch, recovering } = grace;
    const state = { epoch, recovering, needing: named("needs"), enforcing: named("enforces") };
    this.world.emit(process.host.pnn, { type: "shared-grace-written", address, ...state });
    for (const other of this.running.values())
      if (other !== process && isAlive(other))
        this.world.post(
          other,
          { type: "GRACE_CHANGED" } as AnyEvent,
          this.world.draw("nfs", this.world.scenario.timing.networkUs),
        );
    return { type: "GRACE_WRITTEN", ok, grace };
  }

  private clients(epoch: number, address: string): readonly number[] {
    return this.databases.get(`${epoch} ${address}`) ?? [];
  }

  private record(epoch: number, address: string, clients: readonly number[]): object {
    this.databases.set(`${epoch} ${address}`, clients);
    return { type: "CLIENTS", clients };
  }

  /** Whoever served the address before is shut out of the file system, if it lives: it can do nothing more. */
  private discard(process: Process, address: string): object {
    this.around.dropped(this.around.table.discard(address));
    for (const other of this.named(address)) if (other !== process) this.shutOut(other);
    return { type: "DISCARDED" };
  }

  /** Those of this name that live, wherever they are. */
  private named(address: string): readonly Process[] {
    return [...this.running.values()].filter(
      (process) => isAlive(process) && (process.data as GraceMemberData).address === address,
    );
  }

  private shutOut(process: Process): void {
    const { address } = process.data as GraceMemberData;
    this.world.emit(process.host.pnn, { type: "lock-manager-stopped", addresses: [address] });
    end(this.world, process, "killed");
  }
}
