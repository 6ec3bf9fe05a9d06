import type { Copies, FileCall, FileResult, Pnn } from "../../model/index.ts";
import {
  cancel,
  change,
  cutPower,
  type DatabaseFile,
  lie,
  mend,
  newDatabaseFile,
  store,
  type Waiter,
} from "./database-file.ts";
import type { Activation } from "./fibers.ts";
import { type Host, isAlive, type Process } from "./process.ts";

/** What the files need of the world around them. */
export interface FileSurroundings {
  /** An operation that had to wait is done: the process is told when it runs. */
  done(process: Process, activation: Activation, result: FileResult): void;
  /** Has `action` called when it is the turn of who comes now to write to that host's files; false: it is now. */
  onTurn(host: Host, action: () => void): boolean;
  /** Has `action` called when what a transaction wrote is on the disk of that host. */
  onDisk(host: Host, isSynced: boolean, action: () => void): void;
}

const done: FileResult = { ok: true };
const refused: FileResult = { ok: false };

/**
 * The database files of the hosts: records, chain locks that are served in line, and the lock on a whole file, behind
 * which everybody waits who comes later (facts/recovery.md §1.3). Locks go with their process.
 */
export class DatabaseFiles {
  /** By host, then by name. */
  private readonly files: Map<string, DatabaseFile>[] = [];
  /** Files in which a process has, or waits for, a lock. */
  private readonly usedBy = new WeakMap<Process, Set<DatabaseFile>>();
  private readonly world: FileSurroundings;

  constructor(world: FileSurroundings) {
    this.world = world;
  }

  /** Carries out what a process does with a file; the frame's `file` and `record` tell the result. */
  perform(process: Process, activation: Activation, call: FileCall): void {
    const { f } = activation.c;
    const { pnn } = process.host;
    f.file = done;
    switch (call.op) {
      case "lock":
        return this.wait(pnn, call.db, { process, activation, key: call.key, next: [] });
      case "try-lock":
        f.file = this.tryLock(this.file(pnn, call.db), process, call.key);
        if (!f.file.ok && process.host.daemonWaits) this.block(process, activation, call);
        return;
      case "unlock":
        return this.unlock(this.file(pnn, call.db), process, call.key);
      case "lock-all":
        return this.lockAll(process, activation, call.dbs);
      case "unlock-all":
        return this.unlockAll(process);
      case "fetch":
        f.record = this.file(pnn, call.db).copies.get(call.key) ?? null;
        return;
      case "store":
        return store(this.file(pnn, call.db), call.key, call.copy);
      case "read":
        f.file = { ok: true, copies: Object.fromEntries(this.file(pnn, call.db).copies) };
        return;
      case "check":
        f.file = call.dbs.some((db) => this.file(pnn, db).isCorrupt) ? refused : done;
        return;
      case "turn":
        return this.turn(process, activation);
      case "write":
        return this.write(process, activation, this.file(pnn, call.db), call.copies);
      case "commit":
        return this.commit(process, activation, this.file(pnn, call.db));
      default:
        change(this.file(pnn, call.db), call);
    }
  }

  /** A process is gone: its locks are free, and what it had not committed is undone. */
  release(process: Process): void {
    if (process.program === "ctdbd") for (const file of this.files[process.host.pnn]?.values() ?? []) cancel(file);
    for (const file of this.usedBy.get(process) ?? []) {
      file.line = file.line.filter((waiter) => waiter.process !== process);
      for (const [key, holder] of file.chains) if (holder === process) file.chains.delete(key);
      if (file.whole === process) file.whole = null;
      this.serve(file);
    }
  }

  /** The disk of a host says that it has what it has not, or does so no more. */
  lie(host: Pnn, isOn: boolean): void {
    for (const file of this.kept(host)) lie(file, isOn);
  }

  /** The host is switched off: what its disk did not have is lost. */
  cutPower(host: Pnn): void {
    for (const file of this.kept(host)) cutPower(file);
  }

  /** The persistent files of a host are damaged. */
  corrupt(host: Pnn): void {
    for (const file of this.kept(host)) file.isCorrupt = true;
  }

  /** Damaged files are moved away. */
  mend(host: Pnn, isOpen: boolean): void {
    for (const file of this.kept(host)) mend(file, isOpen);
  }

  /** Files that a start of the daemon does not empty. */
  private kept(host: Pnn): readonly DatabaseFile[] {
    return [...(this.files[host]?.values() ?? [])].filter(({ isSynced }) => isSynced);
  }

  /** The copies of a host's database, by key: for whoever looks on. */
  copiesOf(host: Pnn, db: string): Copies {
    return Object.fromEntries(this.file(host, db).copies);
  }

  private file(host: Pnn, db: string): DatabaseFile {
    const here = this.files[host] ?? new Map<string, DatabaseFile>();
    this.files[host] = here;
    const file = here.get(db) ?? newDatabaseFile();
    here.set(db, file);
    return file;
  }

  /** The process stands in line itself, deaf until it is served. */
  private block(
    process: Process,
    activation: Activation,
    { db, key }: { readonly db: string; readonly key: string },
  ): void {
    process.blocked = activation;
    this.wait(process.host.pnn, db, { process, activation, key, next: [] });
  }

  private noteUse(process: Process, file: DatabaseFile): void {
    const used = this.usedBy.get(process) ?? new Set();
    this.usedBy.set(process, used.add(file));
  }

  private wait(host: Pnn, db: string, waiter: Waiter): void {
    const file = this.file(host, db);
    const { f } = waiter.activation.c;
    if (waiter.key !== null && this.tryLock(file, waiter.process, waiter.key).ok) return;
    f.file = null;
    this.noteUse(waiter.process, file);
    file.line.push(waiter);
    this.serve(file);
  }

  private lockAll(process: Process, activation: Activation, dbs: readonly string[]): void {
    const [first, ...next] = dbs;
    if (first !== undefined) this.wait(process.host.pnn, first, { process, activation, key: null, next });
  }

  /** Whoever comes while somebody waits for the whole file stands behind him. */
  private tryLock(file: DatabaseFile, process: Process, key: string): FileResult {
    const isTaken = file.whole !== null || file.chains.has(key);
    if (isTaken || file.line.some((waiter) => waiter.key === null || waiter.key === key)) return refused;
    file.chains.set(key, process);
    this.noteUse(process, file);
    return done;
  }

  private unlock(file: DatabaseFile, process: Process, key: string): void {
    if (file.chains.get(key) !== process) return;
    file.chains.delete(key);
    this.serve(file);
  }

  private unlockAll(process: Process): void {
    for (const file of this.usedBy.get(process) ?? []) {
      if (file.whole !== process) continue;
      file.whole = null;
      this.serve(file);
    }
  }

  /** Gives what is free to those in line, in their order. */
  private serve(file: DatabaseFile): void {
    const ahead = new Set<string>();
    for (const waiter of [...file.line]) {
      const { key, process } = waiter;
      if (file.whole !== null) return;
      if (key === null) {
        // Nobody behind him is served before.
        if (file.chains.size > 0) return;
        file.whole = process;
      } else {
        const isFree = !file.chains.has(key) && !ahead.has(key);
        ahead.add(key);
        if (!isFree) continue;
        file.chains.set(key, process);
      }
      file.line.splice(file.line.indexOf(waiter), 1);
      this.granted(waiter);
    }
  }

  private granted({ process, activation, next }: Waiter): void {
    if (next.length > 0) this.lockAll(process, activation, next);
    else this.world.done(process, activation, done);
  }

  private turn(process: Process, activation: Activation): void {
    const waits = this.world.onTurn(process.host, () => {
      if (isAlive(process)) this.world.done(process, activation, done);
    });
    if (waits) activation.c.f.file = null;
  }

  /** Whoever is ended before it is on the disk has written nothing. */
  private write(process: Process, activation: Activation, file: DatabaseFile, copies: Copies): void {
    activation.c.f.file = null;
    this.world.onDisk(process.host, file.isSynced, () => {
      if (!isAlive(process)) return;
      for (const [key, copy] of Object.entries(copies)) file.copies.set(key, copy);
      this.world.done(process, activation, done);
    });
  }

  private commit(process: Process, activation: Activation, file: DatabaseFile): void {
    activation.c.f.file = null;
    const { before } = file;
    this.world.onDisk(process.host, file.isSynced, () => {
      if (!isAlive(process)) return;
      // Another transaction that has begun meanwhile is not this one.
      const isOpen = before !== null && file.before === before;
      if (isOpen) file.before = null;
      this.world.done(process, activation, isOpen ? done : refused);
    });
  }
}
