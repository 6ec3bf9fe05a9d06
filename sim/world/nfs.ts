import {
  type AnyEvent,
  type Callout,
  type CalloutOp,
  type DropCause,
  exportsOf,
  type FileLock,
  type GraceDesign,
  graceDesigns,
  type LockCall,
  type LockRequest,
  type LockStatus,
  LockTable,
  type LockUser,
  type NfsEffect,
  type NfsSpec,
} from "../../model/index.ts";
import { Callouts } from "./callouts.ts";
import { ClientRecords } from "./client-records.ts";
import { fenceHolders, fencesWhoeverIsExpelled } from "./fencing.ts";
import { GraceMembers } from "./grace-members.ts";
import { newHost, powerCycle } from "./hosts.ts";
import { LockManagers } from "./lock-managers.ts";
import { Mounted } from "./mounted.ts";
import type { NfsHooks } from "./nfs-hooks.ts";
import { OwedLocks } from "./owed-locks.ts";
import { findProcess, type Host, isAlive, type Process } from "./process.ts";
import { end, spawn } from "./processes.ts";
import { rest } from "./timers.ts";
import { UserCalls } from "./user-calls.ts";
import type { World } from "./world.ts";

/**
 * What stands below and around the NFS servers: the locks of the cluster file system, statd's records, the way from
 * clients to whoever has their server's address, and the clients.
 */
export class NfsSide implements NfsHooks {
  private readonly table: LockTable;
  readonly design: GraceDesign;
  private readonly records: ClientRecords;
  private readonly owed: OwedLocks;
  /** The servers, where each address has its own. */
  private readonly members: GraceMembers | undefined;
  /** What the file system does with the locks of the lock manager of each address, where it knows them. */
  private readonly managers: LockManagers;
  /** Where the file system of each address is mounted, if each has its own. */
  private readonly mounted: Mounted | undefined;
  private readonly world: World;
  private readonly spec: NfsSpec;
  private readonly users: Process[] = [];
  private readonly calls: UserCalls;
  /** Whoever is expelled from the file system is fenced (assumption expelled-nodes-are-fenced). */
  private readonly fences: boolean;
  private readonly callouts = new Callouts();
  private isUsed = false;

  constructor(world: World, spec: NfsSpec) {
    this.world = world;
    this.spec = spec;
    this.design = graceDesigns[spec.grace];
    this.table = new LockTable(this.design);
    this.records = new ClientRecords(world, spec);
    this.calls = new UserCalls(world, {
      server: (host, address) =>
        this.members === undefined ? findProcess(host, "nfs-server") : this.members.of(host, address),
      ask: (user, call, node) => this.ask(user, call, node),
    });
    this.owed = new OwedLocks(spec, (debt) => {
      this.tellServers({ type: "NOBODY_OWED", debt } as AnyEvent);
      this.lift();
    });
    this.fences = fencesWhoeverIsExpelled(world, this.design);
    this.managers = new LockManagers(world, {
      table: this.table,
      unclaimed: (locks) => this.tellDropped(locks, "unreclaimed"),
    });
    if (this.design.fileSystem === "one-at-a-time")
      this.mounted = new Mounted(world, { table: this.table, exports: this.exports, fences: this.fences });
    if (this.design.servers === "of-address")
      this.members = new GraceMembers(world, {
        table: this.table,
        dropped: (locks) => this.tellDropped(locks, "node-gone"),
        abandoned: (host, address) => {
          this.table.abandon(host.pnn, address);
          this.freeLater(host, world.k.holdLongestUs);
        },
        expect: (host, done) => this.callouts.expect(host, done),
      });
  }

  /** The address that each of these files is exported by. */
  get exports(): Readonly<Record<string, string>> {
    return exportsOf(this.spec);
  }

  /** Those who lock files are there from the start, each on a machine of its own outside the cluster. */
  begin(): void {
    const { world, spec } = this;
    for (const [client, given] of spec.users.entries()) {
      const user = this.members === undefined ? ofHosts(given) : { ...given, protocol: "v4" as const };
      const host = newHost(world.scenario.nodes + client, 0, "head");
      host.up = true;
      world.outside.push(host);
      this.users.push(spawn(world, host, "nfs-client", null, 0, { client, user }));
    }
  }

  /** A host is switched on: it mounts the file system, and its NFS server starts. */
  boot(host: Host): void {
    this.tellDropped(this.table.join(host.pnn), "node-gone");
    if (this.members === undefined) spawn(this.world, host, "nfs-server", null, 0);
  }

  /** A host is gone, or was expelled: what becomes of its locks is the file system's affair. */
  lose(host: Host, dropUs = this.world.draw("nfs-drop", this.spec.dropUs)): void {
    const { table, design, world } = this;
    const { pnn, addresses } = host;
    this.mounted?.lose(host);
    this.managers.keep(table.lose(pnn, addresses.size > 0));
    this.records.lose(host);
    this.callouts.forget(host);
    this.giveUpHeld();
    if (addresses.size === 0) this.lift();
    const heldUs = world.k.holdLongestUs;
    if (this.mounted !== undefined) return this.tellDropped(table.free(pnn), "node-gone");
    const untilUs = { drop: dropUs, hold: heldUs, remember: 0, "by-manager": dropUs, "one-at-a-time": 0 };
    this.freeLater(host, untilUs[design.fileSystem]);
  }

  /** What a host, or a server on it, has left behind is free after this time; 0: never by itself. */
  private freeLater(host: Host, untilUs: number): void {
    const { pnn, boots } = host;
    if (untilUs === 0) return;
    this.world.later(untilUs, () => {
      if (host.boots === boots) this.tellDropped(this.table.free(pnn), "node-gone");
    });
  }

  /** A host stands still: the file system expels it as if it were gone, if that lasts. */
  pause(host: Host): void {
    // Nobody else watches over what it has mounted: it goes on with that, unless it was fenced.
    if (this.mounted !== undefined) return;
    const { pausedAtUs } = host;
    const expelUs = this.world.draw("nfs-drop", this.spec.dropUs);
    this.world.later(expelUs, () => {
      if (!host.paused || host.pausedAtUs !== pausedAtUs) return;
      if (this.fences) return powerCycle(this.world, host);
      this.lose(host, 0);
      const isFreed = this.design.fileSystem === "drop" || this.design.fileSystem === "by-manager";
      this.tellDropped(isFreed ? this.table.free(host.pnn) : [], "node-gone");
    });
  }

  /** It goes on: if it was expelled it mounts the file system anew, and its server starts anew. */
  resume(host: Host): void {
    if (this.table.isMember(host.pnn)) return;
    const server = findProcess(host, "nfs-server");
    if (server !== undefined) end(this.world, server, "killed");
    this.members?.expel(host);
    this.boot(host);
  }

  /** A step of an event script calls out to the server of its host; a dead one counts as a success. */
  callOut(host: Host, op: CalloutOp, address: string, done: (ok: boolean) => void): void {
    if (op === "takeip" && this.fences) fenceHolders(this.world, host, address);
    if (this.members !== undefined) return this.members.callOut(host, op, address, done);
    const server = findProcess(host, "nfs-server");
    if (server === undefined) return done(true);
    const id = this.callouts.expect(host, done);
    this.world.later(this.world.localDelayUs(host), () => {
      // Looked up when the server hears of it: a client may have given back meanwhile what he had.
      const onRecord = op === "takeip" ? this.records.read(host, address) : { clients: [], v4Clients: [] };
      const callout: Callout = { id, op, address, ...onRecord, isUsed: this.isUsed, debt: this.owed.debt };
      this.world.post(server, { type: "CALLOUT", callout } as AnyEvent, 0);
    });
  }

  /** Carries out what a server, or somebody who locks files, asks for. */
  perform(process: Process, effect: NfsEffect): void {
    const { pnn } = process.host;
    switch (effect.do) {
      case "send":
        return this.calls.send(process, effect.call);
      case "rest":
        return rest(this.world, process, effect);
      case "pass":
        return this.ask(process, effect.call, pnn, effect.manager);
      case "answer":
        return this.answer(effect.call, effect.status, effect.version, pnn);
      case "surrender":
        return this.surrender(process.host, effect);
      case "lock-manager":
        return (this.mounted ?? this.managers).perform(process, effect);
      case "mount":
        return this.mounted?.change(process, effect);
      case "complete":
        return this.tellDropped(this.table.complete(effect.client), "unreclaimed");
      case "enforce":
        this.table.setEnforcing(pnn, effect.on);
        return this.giveUpHeld();
      case "need":
        for (const host of this.world.hosts)
          if (findProcess(host, "ctdbd") === undefined) this.table.leaveGrace(host.pnn);
        this.table.setNeeding(pnn, effect.on, effect.isStopped);
        return this.lift();
      case "record":
        return this.records.note(process.host, effect);
      case "update-records":
        return this.records.update(process.host, effect.addresses);
      case "notify":
        return this.records.notify(effect, this.design, this.users);
      case "called":
        return this.callouts.over(effect.id, effect.ok);
      default:
        return this.members?.perform(process, effect);
    }
  }

  /** The file system is asked, by a server or on behalf of a user of its node. */
  private ask(asker: Process, call: LockCall, node = asker.host.pnn, manager = ""): void {
    const { world } = this;
    const storageUs = (): number => world.draw("storage", world.scenario.timing.storageUs, node);
    const isServer = asker.program !== "nfs-client";
    world.later(storageUs(), () => {
      // A server that has been shut out of the file system meanwhile has no answer to wait for.
      if (!isAlive(asker)) return;
      if (call.op === "unlock") this.table.unlock(call.file, call.client, node, manager);
      const answer = call.op === "unlock" ? "granted" : this.lock(call, { node, isServer, manager });
      const version = this.table.versionOf(call.file);
      if (isServer) world.post(asker, { type: "FILE_SYSTEM", call, answer, version } as AnyEvent, storageUs());
      else {
        const statuses = { granted: "granted", conflict: "denied", recovering: "later" } as const;
        this.answer(call, statuses[answer], version, node);
      }
    });
  }

  private lock({ file, client, op, way }: LockCall, asker: Pick<LockRequest, "node" | "isServer" | "manager">) {
    const reclaim = op === "reclaim";
    const { node } = asker;
    // Nobody has it there: what is not mounted, or is in grace, is to be asked for again.
    if (this.mounted?.admits(file, node, asker.isServer) === false) return "recovering";
    const member = this.members !== undefined && "address" in way ? { manager: way.address } : {};
    const answer = this.table.lock({ file, client, reclaim, ...asker, ...member });
    if (answer === "granted") {
      this.isUsed = true;
      this.world.emit(node, { type: "file-lock-granted", client, file, reclaim });
    }
    return answer;
  }

  private answer(call: LockCall, status: LockStatus, version: number, from: number): void {
    this.owed.note(call, status);
    this.calls.answer(this.users[call.client], call, { status, version, from });
  }

  private surrender(host: Host, { files, cause, held }: Extract<NfsEffect, { do: "surrender" }>): void {
    if (cause === "expired") return this.tellDropped(this.table.expire(host.pnn, files), cause);
    if (held !== true) return this.tellDropped(this.table.surrender(host.pnn, files), cause);
    this.table.leave(host.pnn, files);
    this.freeLater(host, this.world.k.holdLongestUs);
    this.giveUpHeld();
  }

  /** What is held for dead nodes, and for those that let go, is given up once every server enforces its grace. */
  private giveUpHeld(): void {
    if (this.design.fileSystem !== "hold" || this.members !== undefined || !this.table.isEnforcedByAll) return;
    for (const node of this.table.orphanedNodes)
      this.tellDropped(this.table.free(node), this.table.isMember(node) ? "released" : "node-gone");
  }

  /** Nobody needs a grace any more, and nobody is owed a lock that was given up since the move: everybody is told. */
  private lift(): void {
    // Where a grace is bounded somebody may have been given up for lost.
    const isOver = this.table.isLifted && (!this.owed.isAny || this.world.k.graceLongestUs > 0);
    if (this.design.end === "coordinated" && isOver) this.tellServers({ type: "GRACE_LIFTED" });
  }

  private tellServers(event: AnyEvent): void {
    for (const host of this.world.hosts) {
      const server = findProcess(host, "nfs-server");
      if (server !== undefined) this.calls.travel(() => this.world.post(server, event, 0));
    }
  }

  private tellDropped(locks: readonly FileLock[], cause: DropCause): void {
    for (const { node, client, file } of locks) {
      // A node that stood still forgets what its client has got back by now through the next one that has mounted it.
      if (this.mounted !== undefined && this.table.isHeldBy(client, file)) continue;
      this.owed.owe(client);
      this.world.emit(node, { type: "file-lock-dropped", client, file, cause });
    }
  }
}

/** smbd, or a process of a node, asks no server: it has no protocol. */
function ofHosts(user: LockUser): LockUser {
  const { protocol: _, ...others } = user;
  return "node" in user.way ? others : user;
}
