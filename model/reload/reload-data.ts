import type { ProcessData } from "../process/index.ts";
import type { IpAddress } from "../public-address/index.ts";

/** What a reload was started for. */
export interface Reloading {
  /** What stands in the file of public addresses as it is read. */
  readonly file: readonly IpAddress[];
  /** It is a process of its own, and nobody's child. */
  readonly isOwn: boolean;
}

/** The state of one process that brings a daemon's public addresses in line with their file (facts/ip-nfs.md §1.1). */
export interface ReloadData extends ProcessData {
  readonly task: Reloading;
  /** Addresses that are still to be deleted, and to be added. */
  toDelete: string[];
  toAdd: string[];
  /** How many were, so far. */
  deleted: number;
  added: number;
}

/** Everything such a process reacts to. */
export type ReloadEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "RELOAD_OVER" }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "SIGTERM" };

/** One that has just been started. */
export function newReloadData(base: ProcessData, task: Reloading = { file: [], isOwn: false }): ReloadData {
  return { task, toDelete: [], toAdd: [], deleted: 0, added: 0, ...base };
}
