import type { ProcessData } from "../process/index.ts";
import type { LockDesign } from "../words/index.ts";

/** The state of one process that keeps a lease: a helper, a plugin's thread, a refresher. */
export interface LeaseData extends ProcessData {
  readonly lock: LockDesign;
  /** Its parent as the kernel has it now: 1 once the parent is dead. */
  ppid: number;
  /** The parent it read and polls from then on; 0: not read yet. */
  parent: number;
  /** What it last found out about that parent. */
  parentIs: "asked" | "there" | "gone";
  /** Its key at the lock service; 0: none. */
  key: number;
  /** Number of the grant by which it holds the lock; 0: none. */
  revision: number;
  /** Has it said that it holds the lock? */
  holds: boolean;
  /** When it sent the request that was last answered well, by the monotonic clock: the lease runs since then at the earliest. */
  renewedAtUs: number;
  askedAtUs: number;
  renewDue: boolean;
  /** Refresher: who told it to lock; 0: nobody. Client: nothing. */
  client: number;
  /** Refresher: who asks just now. */
  asker: number;
  /** Client: what the refresher has answered; empty: nothing yet. */
  word: string;
}

/** Everything a process that keeps a lease reacts to. */
export type LeaseEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "SIGTERM" }
  | { readonly type: "RENEW_DUE" }
  | { readonly type: "CLAIM_OVER" }
  | { readonly type: "PIPE_BROKEN" }
  | { readonly type: "PROBED"; readonly pid: number; readonly exists: boolean }
  | { readonly type: "WORD"; readonly word: string; readonly from: number };

/** One that has just been started. */
export function newLeaseData(base: ProcessData, lock: LockDesign, ppid: number): LeaseData {
  return {
    lock,
    ppid,
    parent: 0,
    parentIs: "there",
    key: 0,
    revision: 0,
    holds: false,
    renewedAtUs: 0,
    askedAtUs: 0,
    renewDue: false,
    client: 0,
    asker: 0,
    word: "",
    ...base,
  };
}
