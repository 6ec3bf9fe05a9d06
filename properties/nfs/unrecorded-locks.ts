import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import { graceDesigns } from "../../model/index.ts";
import type { Setting } from "../property.ts";

/** What it is folded from. */
export const unrecordedTypes = [
  "address-added",
  "address-removed",
  "host-crashed",
  "file-lock-granted",
] as const satisfies readonly ObservationType[];

/**
 * Locks that statd has no record of: they were granted by an address that somebody had added by hand. No call-out has told
 * its server that it serves it, and statd's records, which know the client alone, are for what is served (facts/ip-nfs.md §4.2).
 */
export class UnrecordedLocks {
  private readonly byHand = new Set<string>();
  private readonly locks = new Set<string>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host } = event;
    if (event.type === "address-added") this.note(host, event.address, event.byHand === true);
    else if (event.type === "address-removed") this.note(host, event.address, false);
    else if (event.type === "host-crashed")
      for (const key of this.byHand) if (key.startsWith(`${host} `)) this.byHand.delete(key);
    if (event.type !== "file-lock-granted") return;
    const key = `${event.client} ${event.file}`;
    if (this.isUnknown(host, event.client)) this.locks.add(key);
    else this.locks.delete(key);
  }

  /** Is the lock of this file that a client has none of those on record? */
  has(client: number, file: string): boolean {
    return this.locks.has(`${client} ${file}`);
  }

  private note(host: Pnn, address: string, isByHand: boolean): void {
    if (isByHand) this.byHand.add(`${host} ${address}`);
    else this.byHand.delete(`${host} ${address}`);
  }

  /** Servers that wait for whoever is on record, or stand on a file system that remembers, know by which address he comes. */
  private isUnknown(host: Pnn, client: number): boolean {
    const { nfs } = this.setting;
    const way = nfs?.users[client]?.way;
    if (nfs === undefined || way === undefined || "node" in way) return false;
    const { end, fileSystem } = graceDesigns[nfs.grace];
    if (end === "coordinated" || fileSystem === "remember") return false;
    return this.byHand.has(`${host} ${way.address}`);
  }
}
