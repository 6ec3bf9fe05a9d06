import type { LockStatus, LockWay } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import type { LockUser } from "../scenario/index.ts";

/** The state of somebody who locks a file: what it believes is what counts (facts/ip-nfs.md §6.2). */
export interface NfsClientData extends ProcessData {
  /** Its number among all of them. */
  readonly client: number;
  readonly user: LockUser;
  /** Where it asks. */
  way: LockWay;
  /** Number of its latest call, and the answer; null: it waits. */
  call: number;
  status: LockStatus | null;
  /** The node that answered. */
  server: number;
  /** It believes to hold the lock, of a file of this version. */
  believes: boolean;
  version: number;
  /** Why it was refused last, as far as it was told. */
  refusal: LockStatus | null;
  /** The highest state number it has seen; even: its server is shut down. */
  serverState: number;
  /** That number when it sent its latest call. */
  askedState: number;
  /** Its server has restarted, and it gets to what it must reclaim. */
  toReclaim: boolean;
  /** With NFSv4: its server has restarted, and it has not reclaimed yet. */
  isStale: boolean;
  isDue: boolean;
  isRetryDue: boolean;
  isHoldOver: boolean;
}

/** Everything that reaches somebody who locks a file. */
export type NfsClientEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | {
      readonly type: "LOCK_ANSWERED";
      readonly id: number;
      readonly status: LockStatus;
      readonly version: number;
      readonly from: number;
    }
  | { readonly type: "NOTICE"; readonly address: string; readonly state: number; readonly own: boolean }
  | { readonly type: "DUE" }
  | { readonly type: "RETRY" }
  | { readonly type: "HOLD_OVER" }
  | { readonly type: "RECLAIM_DUE" }
  | { readonly type: "RENEW_DUE" }
  /** It goes on through another address. */
  | { readonly type: "GO_DUE" }
  | { readonly type: "SIGTERM" };

/** Somebody who has not asked for anything yet. */
export function newNfsClientData(base: ProcessData, client: number, user: LockUser): NfsClientData {
  return {
    client,
    user,
    way: user.way,
    call: 0,
    status: null,
    server: -1,
    believes: false,
    version: 0,
    refusal: null,
    serverState: 0,
    askedState: 0,
    toReclaim: false,
    isStale: false,
    isDue: false,
    isRetryDue: false,
    isHoldOver: false,
    ...base,
  };
}
