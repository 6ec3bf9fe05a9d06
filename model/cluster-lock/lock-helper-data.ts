import type { ProcessData } from "../process/index.ts";

/** The state of one lock helper; its check child has one of the same shape. */
export interface LockHelperData extends ProcessData {
  /** Its parent as the kernel has it now: 1 once the parent is dead. */
  ppid: number;
  /** The parent it read at its start and polls from then on. */
  parent: number;
  /** Identity (inode) of the file it has locked, or was told to check. */
  object: number;
  recheckDue: boolean;
}

/** Everything a lock helper or its check child reacts to. */
export type LockHelperEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "SIGTERM" }
  | { readonly type: "PARENT_POLL_DUE" }
  | { readonly type: "RECHECK_DUE" }
  | { readonly type: "PROBED"; readonly pid: number; readonly exists: boolean }
  | { readonly type: "CHILD_PIPE_CLOSED"; readonly handle: number }
  | { readonly type: "PARENT_PIPE_CLOSED" };

/** A helper, or a check child of the lock on `object`, that has just been started. */
export function newLockHelperData(base: ProcessData, ppid: number, object: number): LockHelperData {
  return { ppid, parent: 0, object, recheckDue: false, ...base };
}
