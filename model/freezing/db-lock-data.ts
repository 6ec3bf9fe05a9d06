import type { Locks } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";

/** The state of one lock helper of a database (facts/recovery.md §1.3). */
export interface DbLockData extends ProcessData {
  /** What it locks for its daemon. */
  readonly locks: Locks;
  /** Pid of the daemon that it works for. */
  readonly parent: number;
}

/** Everything such a helper reacts to. */
export type DbLockEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "SIGTERM" }
  | { readonly type: "PARENT_POLL_DUE" }
  | { readonly type: "PROBED"; readonly pid: number; readonly exists: boolean };

/** A helper that has just been started. */
export function newDbLockData(base: ProcessData, locks: Locks, parent: number): DbLockData {
  return { locks, parent, ...base };
}
