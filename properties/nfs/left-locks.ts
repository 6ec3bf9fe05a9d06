import type { ObservationType, Pnn, TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import type { LostLock } from "./lost-locks.ts";
import { wayOf } from "./way-of-user.ts";
import { WayToHosts, wayTypes } from "./way-to-hosts.ts";

/** What left locks are folded from. */
export const leftTypes = [
  ...wayTypes,
  "file-lock-believed",
  "file-lock-reclaimed",
  "file-lock-given-up",
  "notice-received",
  "client-found-stale",
] as const satisfies readonly ObservationType[];

interface Held {
  readonly client: number;
  readonly file: string;
  readonly node: Pnn;
}

/**
 * Locks that clients hold through a server that is not theirs any more: their address is another host's. Nothing else
 * shows where the file system remembers whose a lock was, and drops none.
 */
export class LeftLocks {
  private readonly way = new WayToHosts();
  private readonly held = new Map<string, Held>();
  private readonly left = new Map<string, LostLock>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Those that are left behind now. */
  get all(): Iterable<LostLock> {
    return this.left.values();
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    this.way.observe(event);
    if (event.type === "notice-received" || event.type === "client-found-stale") {
      for (const lock of this.left.values()) if (lock.client === event.client) lock.isTold = true;
    } else if ("file" in event) {
      const key = `${event.client} ${event.file}`;
      if (event.type === "file-lock-believed" || event.type === "file-lock-reclaimed") {
        this.held.set(key, { client: event.client, file: event.file, node: event.node });
        this.left.delete(key);
      } else if (event.type === "file-lock-given-up") {
        this.held.delete(key);
        this.left.delete(key);
      }
    } else this.noteLeft(event);
  }

  private noteLeft({ type, host, atUs }: TraceEvent): void {
    for (const [key, { client, file, node }] of this.held) {
      if (this.left.has(key)) continue;
      const isGone = type === "host-crashed" && host === node;
      if (isGone || this.isElsewhere(client, node, atUs))
        this.left.set(key, { client, file, atUs, isOwed: true, isTold: false });
    }
  }

  /** Is the address of a client by now another host's, and not that of its server? */
  private isElsewhere(client: number, node: Pnn, atUs: number): boolean {
    const { nfs, nodes } = this.setting;
    const user = nfs?.users[client];
    const way = user === undefined ? undefined : wayOf(user, atUs);
    if (user === undefined || way === undefined || "node" in way || user.goesTo !== undefined) return false;
    if (this.way.serves(node, way.address)) return false;
    for (let host = 0; host < nodes; host += 1) if (host !== node && this.way.serves(host, way.address)) return true;
    return false;
  }
}
