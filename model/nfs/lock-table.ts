import type { GraceDesign, Pnn } from "../words/index.ts";

/** What the cluster file system answers: `recovering`: nobody can have it now, as that of a node that is gone and not yet given up. */
export type LockAnswer = "granted" | "conflict" | "recovering";

/** Somebody asks for the exclusive lock of a file. */
export interface LockRequest {
  readonly file: string;
  readonly client: number;
  /** The node that asks on its behalf. */
  readonly node: Pnn;
  /** It asks for what it had. */
  readonly reclaim: boolean;
  /** A server of NFS asks, not smbd or a local process. */
  readonly isServer: boolean;
  /** The lock manager that asks, by its name, or the member of a shared grace; absent: none. */
  readonly manager?: string;
}

/** A lock as the file system has it. */
export interface FileLock {
  readonly file: string;
  readonly client: number;
  readonly node: Pnn;
}

/** A lock that is kept for the next lock manager of this name. */
export interface KeptLock extends FileLock {
  readonly manager: string;
}

/** `orphaned`: its node is gone, or has let go of it; `kept`: for its owner to reclaim. */
interface Entry extends KeptLock {
  readonly state: "held" | "orphaned" | "kept";
  /** A server of NFS holds it, not smbd or a local process. */
  readonly isServer: boolean;
}

/**
 * The locks of a cluster file system, each exclusive and on a whole file, and what becomes of those whose server goes
 * (facts/ip-nfs.md §6.2): they are dropped, held until every server enforces its grace, or kept for their owners: for good,
 * or by the name of the lock manager that has them (facts/ip-nfs.md §5.4).
 */
export class LockTable {
  private readonly entries = new Map<string, Entry>();
  private readonly versions = new Map<string, number>();
  private readonly members = new Set<Pnn>();
  private readonly enforcing = new Set<Pnn>();
  private readonly needing = new Set<Pnn>();
  /** Those of them whose server has been stopped. */
  private readonly stopped = new Set<Pnn>();
  private readonly design: Pick<GraceDesign, "fileSystem" | "otherUsers">;

  constructor(design: Pick<GraceDesign, "fileSystem" | "otherUsers">) {
    this.design = design;
  }

  /** A node mounts the file system: what it had before it went is dropped at the latest now, unless it is held or kept. */
  join(node: Pnn): readonly FileLock[] {
    this.members.add(node);
    // What its server needed that went down with it: the new one knows nothing of that, and will never say that it is over.
    this.leaveGrace(node);
    return this.isByManager || this.design.fileSystem === "drop" ? this.free(node) : [];
  }

  /** A lock is asked for. */
  lock(request: LockRequest): LockAnswer {
    const { file, client, node, isServer, manager = "" } = request;
    const entry = this.entries.get(this.placeOf(file, node));
    if (!this.members.has(node)) return "conflict";
    if (entry?.state === "orphaned") return "recovering";
    if (entry !== undefined && entry.client !== client) return "conflict";
    if (this.isKeptFrom(entry, request)) return "conflict";
    if (!isServer && this.design.otherUsers === "bound" && this.enforcing.size > 0) return "conflict";
    this.put({ file, client, node, state: "held", isServer, manager });
    return "granted";
  }

  /**
   * A lock is given back, through the node that holds it, or through any where it is kept for its owner; what was written
   * under it moves the file's version.
   */
  unlock(file: string, client: number, node: Pnn, manager = ""): boolean {
    const entry = this.entries.get(this.placeOf(file, node));
    if (entry?.client !== client || !this.isWithin(entry, node, manager)) return false;
    this.remove([entry]);
    this.versions.set(file, this.versionOf(file) + 1);
    return true;
  }

  /** Has a client the lock of a file, through any node? */
  isHeldBy(client: number, file: string): boolean {
    return [...this.entries.values()].some((one) => one.client === client && one.file === file && one.state === "held");
  }

  /** How often the file was written under a lock. */
  versionOf(file: string): number {
    return this.versions.get(file) ?? 0;
  }

  /**
   * A node is gone: its locks stand until they are dropped, or are kept; those that are for lock managers are given back.
   * Nobody prepares for what it served if that was nothing (`isServed` false): what it needed would stand until addresses
   * move again.
   */
  lose(node: Pnn, isServed = true): readonly KeptLock[] {
    this.members.delete(node);
    this.enforcing.delete(node);
    if (!isServed) this.setNeeding(node, false);
    const lost = this.of(node).filter(({ state }) => state !== "kept");
    const kept = lost.filter(({ manager }) => this.isByManager && manager !== "");
    const state = this.design.fileSystem === "remember" ? "kept" : "orphaned";
    for (const entry of lost) this.put({ ...entry, state });
    return this.keep(kept);
  }

  /** The locks of a node that is gone are given up; what is kept stays. */
  free(node: Pnn): readonly FileLock[] {
    const orphans = this.of(node).filter(({ state }) => state === "orphaned");
    this.remove(orphans);
    return orphans;
  }

  /** A server that lives lets go of its locks (all of them if it does not say which): dropped, or kept for their owners. */
  surrender(node: Pnn, files?: readonly string[]): readonly FileLock[] {
    const given = this.servedBy(node, files);
    if (this.design.fileSystem === "remember") {
      for (const entry of given) this.put({ ...entry, state: "kept" });
      return [];
    }
    this.remove(given);
    return given;
  }

  /** The lease of their client is over: nothing is kept for him. */
  expire(node: Pnn, files?: readonly string[]): readonly FileLock[] {
    const expired = this.servedBy(node, files);
    this.remove(expired);
    return expired;
  }

  /** It lets go of them, and they stand as those of a node that is gone do. */
  leave(node: Pnn, files?: readonly string[]): void {
    for (const entry of this.servedBy(node, files)) this.put({ ...entry, state: "orphaned" });
  }

  /** A member of a shared grace that is shut down leaves its locks to the next of its name. */
  abandon(node: Pnn, member: string): void {
    for (const entry of this.of(node)) if (entry.manager === member) this.put({ ...entry, state: "orphaned" });
  }

  /** The next of its name discards them, wherever they are held. */
  discard(member: string): readonly FileLock[] {
    const left = [...this.entries.values()].filter((entry) => entry.manager === member);
    this.remove(left);
    return left;
  }

  /** A lock manager is shut down: what it has locked through this node is kept for the next one of its name. */
  shutManagerDown(node: Pnn, manager: string): readonly KeptLock[] {
    return this.keep(this.heldUnder(manager).filter((entry) => entry.node === node));
  }

  /** The next one has started: what another of its name has still locked, through any other node, is to be reclaimed too. */
  startManager(node: Pnn, manager: string): readonly KeptLock[] {
    return this.keep(this.heldUnder(manager).filter((entry) => entry.node !== node));
  }

  /** The grace of a lock manager is over, or nobody has come: what is kept under its name is free. */
  endManagerGrace(manager: string): readonly FileLock[] {
    const left = [...this.entries.values()].filter((entry) => entry.state === "kept" && entry.manager === manager);
    this.remove(left);
    return left;
  }

  /** A node is to unmount a file system that has these files: what lockd has locked of them, or else nobody has any locked. */
  unmount(node: Pnn, isThere: (file: string) => boolean): readonly FileLock[] {
    const locked = this.of(node).filter(({ file }) => isThere(file));
    const kept = locked.filter(({ isServer }) => isServer);
    if (kept.length === 0) this.remove(locked);
    return kept;
  }

  /** A client has reclaimed what it wants to: nothing is kept for it any more. */
  complete(client: number): readonly FileLock[] {
    const left = [...this.entries.values()].filter((entry) => entry.state === "kept" && entry.client === client);
    this.remove(left);
    return left;
  }

  /** A server refuses new locks from now on, or does so no more. */
  setEnforcing(node: Pnn, on: boolean): void {
    if (on) this.enforcing.add(node);
    else this.enforcing.delete(node);
  }

  /**
   * Somebody may still have something to reclaim at a server. What a server needed that is gone, or has been stopped, counts
   * until those who are left prepare for what it served, and have a need of their own.
   */
  setNeeding(node: Pnn, on: boolean, isStopped = false): void {
    this.needing.delete(node);
    this.stopped.delete(node);
    if (!on) return;
    if (isStopped) this.stopped.add(node);
    else
      for (const gone of this.needing) if (!this.members.has(gone) || this.stopped.has(gone)) this.needing.delete(gone);
    this.needing.add(node);
  }

  /** A server goes on, but its node has left the cluster: what it needs counts as that of one that was stopped. */
  leaveGrace(node: Pnn): void {
    if (this.needing.has(node)) this.stopped.add(node);
  }

  /** Does nobody need a grace any more? */
  get isLifted(): boolean {
    return this.needing.size === 0;
  }

  /** Does every node that is there enforce a grace? */
  get isEnforcedByAll(): boolean {
    return [...this.members].every((node) => this.enforcing.has(node));
  }

  /** Has a node mounted the file system? */
  isMember(node: Pnn): boolean {
    return this.members.has(node);
  }

  /** Nodes that are gone, or have let go, and whose locks still stand. */
  get orphanedNodes(): readonly Pnn[] {
    return [...new Set([...this.entries.values()].filter(({ state }) => state === "orphaned").map(({ node }) => node))];
  }

  /** Where the lock of a file is found: there is one in all, or in the memory of each node that has the file system mounted. */
  private placeOf(file: string, node: Pnn): string {
    return this.design.fileSystem === "one-at-a-time" ? `${node} ${file}` : file;
  }

  private put(entry: Entry): void {
    this.entries.set(this.placeOf(entry.file, entry.node), entry);
  }

  private remove(entries: readonly Entry[]): void {
    for (const { file, node } of entries) this.entries.delete(this.placeOf(file, node));
  }

  private servedBy(node: Pnn, files?: readonly string[]): readonly Entry[] {
    return this.of(node).filter(
      ({ file, state, isServer }) => state === "held" && isServer && (files === undefined || files.includes(file)),
    );
  }

  /** Can who asks give this lock back? */
  private isWithin(entry: Entry, node: Pnn, manager: string): boolean {
    if (entry.state === "kept") return !this.isByManager || entry.manager === manager;
    return entry.state === "held" && entry.node === node;
  }

  private get isByManager(): boolean {
    return this.design.fileSystem === "by-manager";
  }

  /** Is a lock of its own not for it to have: it is kept, or was, and not for this way of asking? */
  private isKeptFrom(entry: Entry | undefined, { reclaim, manager = "" }: LockRequest): boolean {
    // What a client lost that was not heard of for a lease is kept no more: somebody else may have had it since.
    if (this.design.fileSystem === "remember" && reclaim && entry === undefined) return true;
    if (!this.isByManager) return entry?.state === "kept" && !reclaim;
    // What a lock manager has, or had, does not conflict with what its own client asks for.
    return (reclaim || entry?.state === "kept") && entry?.manager !== manager;
  }

  private heldUnder(manager: string): readonly Entry[] {
    return [...this.entries.values()].filter((entry) => entry.state === "held" && entry.manager === manager);
  }

  private keep(entries: readonly Entry[]): readonly KeptLock[] {
    for (const entry of entries) this.put({ ...entry, state: "kept" });
    return entries;
  }

  private of(node: Pnn): readonly Entry[] {
    return [...this.entries.values()].filter((entry) => entry.node === node);
  }
}
