import type { FreeCause, IoCall, IoResult, Observation, Pnn } from "../../model/index.ts";
import type { Activation } from "./fibers.ts";
import { type Host, isAlive, type Process } from "./process.ts";

/** What the storage needs of the world around it. */
export interface StorageSurroundings {
  readonly nodes: number;
  /** The path of the lock file that is removed and replaced. */
  readonly path?: string;
  emit(host: Pnn, observation: Observation): void;
  /** Has `perform` called for a system call: after the time it takes, or at once. */
  schedule(pending: PendingCall, when: "later" | "now"): void;
}

/** A system call on its way. */
export interface PendingCall {
  readonly process: Process;
  readonly activation: Activation;
  readonly call: IoCall;
}

interface ByteLock {
  readonly object: number;
  readonly byte: 0 | 1;
  readonly owner: Process;
}

/**
 * The cluster file system with the lock files: names lead to objects (inodes), locks belong to objects, and a
 * dead process loses its locks at once.
 */
export class LockStorage {
  /** Sees every system call on a lock file when it is made. */
  onAsk: ((host: Pnn) => void) | undefined = undefined;
  /** What each name leads to; absent or 0: nothing. */
  private readonly objects = new Map<string, number>();
  private nextObject = 1;
  private directoryGone = 0;
  private readonly hung: number[];
  private readonly failing: number[];
  private locks: ByteLock[] = [];
  private waiting: PendingCall[] = [];
  private stuck: PendingCall[] = [];
  private readonly world: StorageSurroundings;

  constructor(world: StorageSurroundings) {
    this.world = world;
    this.hung = new Array<number>(world.nodes).fill(0);
    this.failing = new Array<number>(world.nodes).fill(0);
  }

  /** A process makes a system call: it is deaf until the call returns. */
  begin(process: Process, activation: Activation, call: IoCall): void {
    process.blocked = activation;
    this.onAsk?.(process.host.pnn);
    const pending: PendingCall = { process, activation, call };
    this.world.schedule(pending, "later");
  }

  /** A system call gets as far as the storage: gives its result, or undefined while it blocks. */
  perform(pending: PendingCall): IoResult | undefined {
    const { process } = pending;
    if (!isAlive(process)) return undefined;
    if ((this.hung[process.host.pnn] ?? 0) > 0) {
      this.stuck.push(pending);
      return undefined;
    }
    if (pending.call.call === "close") return this.close(process);
    if ((this.failing[process.host.pnn] ?? 0) > 0) return { ok: false, error: "failed" };
    return pending.call.call === "open"
      ? this.open(process, pending.call.create, pending.call.path ?? "")
      : this.lock(pending, pending.call.byte, pending.call.wait);
  }

  /** A process is gone: the kernel closes its files. */
  release(process: Process, cause: FreeCause): void {
    this.waiting = this.waiting.filter((pending) => pending.process !== process);
    this.stuck = this.stuck.filter((pending) => pending.process !== process);
    const mine = this.locks.filter((lock) => lock.owner === process);
    if (mine.length === 0) return;
    this.locks = this.locks.filter((lock) => lock.owner !== process);
    for (const lock of mine) this.freed(lock, cause);
  }

  /** Does a hung storage keep this process in a system call that no signal ends? (Waiting for a lock can be ended.) */
  isStuck(process: Process): boolean {
    return this.stuck.some((pending) => pending.process === process);
  }

  /** Does this process hold the cluster lock? */
  holds(process: Process): boolean {
    return this.locks.some((lock) => lock.byte === 0 && lock.owner === process);
  }

  /** Hangs, or lets go on, what a host asks of the storage. Nested hangs end with the last. */
  setHung(host: Host, on: boolean): void {
    const count = Math.max(0, (this.hung[host.pnn] ?? 0) + (on ? 1 : -1));
    this.hung[host.pnn] = count;
    this.report(host);
    if (count > 0) return;
    const again = this.stuck.filter((pending) => pending.process.host === host);
    this.stuck = this.stuck.filter((pending) => pending.process.host !== host);
    for (const pending of again) this.world.schedule(pending, "now");
  }

  /** Fails, or serves again, what a host asks of the storage. */
  setFailing(host: Host, on: boolean): void {
    this.failing[host.pnn] = Math.max(0, (this.failing[host.pnn] ?? 0) + (on ? 1 : -1));
    this.report(host);
  }

  /** Takes the directory of the lock file away, or puts it back. */
  setDirectoryGone(on: boolean): void {
    this.directoryGone = Math.max(0, this.directoryGone + (on ? 1 : -1));
  }

  /** Unlinks the lock file. */
  removeFile(): void {
    this.changeObject(this.world.path ?? "", 0, "removed");
  }

  /** Puts another file in its place. */
  replaceFile(): void {
    this.changeObject(this.world.path ?? "", this.nextObject++, "replaced");
  }

  private open(process: Process, create: boolean, path: string): IoResult {
    if (this.directoryGone > 0) return { ok: false, error: "missing" };
    let object = this.objects.get(path) ?? 0;
    if (object === 0) {
      if (!create) return { ok: false, error: "missing" };
      object = this.nextObject++;
      this.changeObject(path, object, "created");
    }
    process.openObject = object;
    return { ok: true, object };
  }

  private lock(pending: PendingCall, byte: 0 | 1, wait: boolean): IoResult | undefined {
    const { process } = pending;
    const object = process.openObject;
    const isTaken = this.locks.some((lock) => lock.object === object && lock.byte === byte && lock.owner !== process);
    if (isTaken && wait) {
      this.waiting.push(pending);
      return undefined;
    }
    if (isTaken) return { ok: false, error: "contended" };
    this.locks.push({ object, byte, owner: process });
    if (byte === 0) {
      const probe = process.program === "lock-probe";
      const type = process.lock === "cluster" ? "lock-taken" : "recovery-lock-taken";
      this.world.emit(process.host.pnn, { type, pid: process.pid, object, probe });
    }
    return { ok: true, object };
  }

  private close(process: Process): IoResult {
    this.release(process, "exit");
    process.openObject = 0;
    return { ok: true };
  }

  private freed(lock: ByteLock, cause: FreeCause): void {
    const { owner, object, byte } = lock;
    const type = owner.lock === "cluster" ? "lock-freed" : "recovery-lock-freed";
    if (byte === 0) this.world.emit(owner.host.pnn, { type, pid: owner.pid, object, cause });
    const next = this.waiting.findIndex(
      (pending) => pending.process.openObject === object && pending.call.call === "lock" && pending.call.byte === byte,
    );
    const [pending] = next < 0 ? [] : this.waiting.splice(next, 1);
    if (pending !== undefined) this.world.schedule(pending, "now");
  }

  private changeObject(path: string, object: number, change: "created" | "removed" | "replaced"): void {
    this.objects.set(path, object);
    // Lock files of other names (that of recoveries, one that setreclock has given) are not the lock file.
    if (path === (this.world.path ?? "")) this.world.emit(-1, { type: "lock-object-changed", object, change });
  }

  private report(host: Host): void {
    const isHung = (this.hung[host.pnn] ?? 0) > 0;
    const isFailing = (this.failing[host.pnn] ?? 0) > 0;
    this.world.emit(host.pnn, { type: "storage-changed", state: isHung ? "hung" : isFailing ? "failing" : "ok" });
  }
}
