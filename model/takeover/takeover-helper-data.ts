import type { ProcessData } from "../process/index.ts";
import { newTakeoverWork, type TakeoverWork } from "../public-address/index.ts";
import type { Pnn } from "../words/index.ts";

/** The state of one takeover helper: a process of its own that can be killed at any step. */
export interface TakeoverHelperData extends ProcessData, TakeoverWork {
  /** Number of the lock grant its recovery daemon held when it started this; 0: none. */
  readonly grant: number;
}

/** Everything a takeover helper reacts to. */
export type TakeoverHelperEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "SIGTERM" }
  | { readonly type: "DAEMON_GONE" };

/** A takeover helper that has just been started. */
export function newTakeoverHelperData(base: ProcessData, grant = 0, forced: readonly Pnn[] = []): TakeoverHelperData {
  return { grant, ...newTakeoverWork(base.nodes), forced, ...base };
}
