import {
  exportsOf,
  graceDesigns,
  type ObservationOf,
  type ObservationType,
  type Pnn,
  type TraceEvent,
} from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { Stopwatch } from "../stopwatch.ts";
import { WayToHosts, wayTypes } from "./way-to-hosts.ts";

/** Without these nothing is measured. */
export const windowNeeds = [
  ...wayTypes,
  "file-lock-granted",
  "file-lock-dropped",
  "file-lock-believed",
  "file-lock-reclaimed",
  "file-lock-given-up",
  "file-lock-refused",
  "lock-manager-stopped",
  "grace-began",
  "grace-ended",
] as const satisfies readonly ObservationType[];

/** What the window is measured from. */
export const windowTypes = [...windowNeeds, "file-system-mounted"] as const satisfies readonly ObservationType[];

/** A lock that its client believes to hold and the file system has forgotten, or has given to somebody else. */
interface Lost {
  readonly client: number;
  readonly open: Stopwatch;
}

/**
 * For how long a lock that a client believed to hold could be granted to somebody else: the file system had forgotten
 * it, and somebody who is reached could have asked and been granted (facts/ip-nfs.md §6.2).
 */
export class OpenWindow {
  private readonly way = new WayToHosts();
  private readonly believers = new Map<string, Set<number>>();
  private readonly lost = new Map<string, Lost>();
  /** What does not grant: everything of a host, or what comes by these addresses. */
  private readonly closed = new Map<Pnn, "all" | readonly string[]>();
  /** Where each address has a server of its own: those that grant. */
  private readonly granting = new Map<Pnn, Set<string>>();
  private readonly blocked = new Map<number, Stopwatch>();
  private readonly finished: Stopwatch[] = [];
  private isUsed = false;
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    this.way.observe(event);
    if ("client" in event && event.type !== "job-began" && event.type !== "job-ended") this.noteBlocked(event);
    this.noteServer(event);
    this.noteLock(event);
    for (const [file, { open }] of this.lost) open.set(this.isOpen(file), event.atUs);
  }

  /** Longest time a lock stood open, and time that clients spent being refused for a grace, both in all. */
  finish(endUs: number): { readonly windowUs: number; readonly blockedUs: number } {
    for (const { open } of this.lost.values()) this.close(open, endUs);
    let blockedUs = 0;
    for (const watch of this.blocked.values()) {
      watch.set(false, endUs);
      blockedUs += watch.totalUs;
    }
    return { windowUs: this.finished.reduce((most, { totalUs }) => Math.max(most, totalUs), 0), blockedUs };
  }

  /** When a lock that is lost now will have stood open for so long, should nothing happen; infinite: none will. */
  reachesUs(limitUs: number): number {
    let firstUs = Number.POSITIVE_INFINITY;
    for (const { open } of this.lost.values()) firstUs = Math.min(firstUs, open.reachesUs(limitUs));
    return firstUs;
  }

  /** The file whose lock stands open; undefined: none. */
  get open(): string | undefined {
    for (const [file, { open }] of this.lost) if (open.reachesUs(0) < Number.POSITIVE_INFINITY) return file;
    return undefined;
  }

  private noteServer(event: TraceEvent): void {
    const { host } = event;
    if (event.type === "host-started" || event.type === "host-crashed") this.granting.delete(host);
    // A mount begins with a grace, unless nobody has ever locked anything.
    else if (event.type === "file-system-mounted" && !this.isUsed) this.grantingOf(host).add(event.address);
    else if (event.type === "address-removed") this.granting.get(host)?.delete(event.address);
    else if (event.type === "grace-began" || event.type === "grace-ended" || event.type === "lock-manager-stopped")
      this.noteMembers(event);
    // The grace of a lock manager refuses nothing new: the file system does, what conflicts.
    if (this.isByManager && "addresses" in event && event.addresses.length > 0) return;
    if (event.type === "lock-manager-stopped" || event.type === "grace-began")
      this.closed.set(host, event.addresses.length === 0 ? "all" : event.addresses);
    else if (event.type === "grace-ended" || event.type === "host-started") this.closed.delete(host);
  }

  private get isByManager(): boolean {
    const { nfs } = this.setting;
    return nfs !== undefined && graceDesigns[nfs.grace].fileSystem === "by-manager";
  }

  /** Does a host that is reached grant something by an address, or by this one? */
  private grants(host: Pnn, by?: string): boolean {
    const granting = this.granting.get(host);
    return this.way.addressesOf(host).some((address) => (by ?? address) === address && granting?.has(address) === true);
  }

  private grantingOf(host: Pnn): Set<string> {
    const granting = this.granting.get(host) ?? new Set();
    this.granting.set(host, granting);
    return granting;
  }

  private noteMembers({
    host,
    type,
    addresses,
  }: ObservationOf<"grace-began" | "grace-ended" | "lock-manager-stopped"> & TraceEvent): void {
    const granting = this.grantingOf(host);
    for (const address of addresses)
      if (type === "grace-ended") granting.add(address);
      else granting.delete(address);
  }

  private noteLock(event: TraceEvent): void {
    const { atUs } = event;
    this.isUsed ||= event.type === "file-lock-granted";
    if (event.type === "file-lock-believed") {
      const believers = this.believers.get(event.file) ?? new Set();
      this.believers.set(event.file, believers.add(event.client));
    } else if (event.type === "file-lock-dropped") {
      if (this.believers.get(event.file)?.has(event.client) === true) this.lose(event.file, event.client);
    } else if (event.type === "file-lock-granted") this.noteGrant(event);
    else if (event.type === "file-lock-given-up") {
      this.believers.get(event.file)?.delete(event.client);
      this.regain(event.file, event.client, atUs);
    }
  }

  /** One that is mounted twice has forgotten nothing, and grants all the same. */
  private noteGrant({ file, client, reclaim, atUs }: ObservationOf<"file-lock-granted"> & TraceEvent): void {
    if (reclaim) return this.regain(file, client, atUs);
    for (const believer of this.believers.get(file) ?? []) if (believer !== client) this.lose(file, believer);
  }

  private lose(file: string, client: number): void {
    if (!this.lost.has(file)) this.lost.set(file, { client, open: new Stopwatch() });
  }

  private regain(file: string, client: number, atUs: number): void {
    const lost = this.lost.get(file);
    if (lost?.client !== client) return;
    this.lost.delete(file);
    this.close(lost.open, atUs);
  }

  private close(open: Stopwatch, atUs: number): void {
    open.set(false, atUs);
    this.finished.push(open);
  }

  private noteBlocked(event: TraceEvent & { readonly client: number }): void {
    if (
      !event.type.startsWith("file-lock-") ||
      event.type === "file-lock-granted" ||
      event.type === "file-lock-dropped"
    )
      return;
    const watch = this.blocked.get(event.client) ?? new Stopwatch();
    this.blocked.set(event.client, watch);
    watch.set(event.type === "file-lock-refused" && event.why === "grace", event.atUs);
  }

  /** Is there anybody who would be granted this file's lock now? */
  private isOpen(file: string): boolean {
    const { nfs, nodes } = this.setting;
    if (nfs === undefined) return false;
    const { otherUsers, servers, fileSystem } = graceDesigns[nfs.grace];
    const beside = nfs.users.some(
      (user) => user.file === file && "node" in user.way && this.way.isRunning(user.way.node),
    );
    if (beside && otherUsers === "free") return true;
    const isMounted = fileSystem === "one-at-a-time";
    const isOfAddress = servers === "of-address" || isMounted;
    const exportedBy = isMounted ? exportsOf(nfs)[file] : undefined;
    for (let host = 0; host < nodes; host += 1)
      if (isOfAddress ? this.grants(host, exportedBy) : this.isOpenAt(host)) return true;
    return false;
  }

  private isOpenAt(host: Pnn): boolean {
    const closed = this.closed.get(host) ?? [];
    return closed !== "all" && this.way.addressesOf(host).some((address) => !closed.includes(address));
  }
}
