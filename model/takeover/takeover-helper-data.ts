import type { ProcessData } from "../process/index.ts";
import type { Assignment, IpAddress, KnownAddress } from "../public-address/index.ts";

/** The state of one takeover helper: a process of its own that can be killed at any step. */
export interface TakeoverHelperData extends ProcessData {
  /** Number of the lock grant its recovery daemon held when it started this; 0: none. */
  readonly grant: number;
  /** The flags of each node, by the node map of its own daemon. */
  flags: readonly number[];
  /** What each node knows; nothing of nodes that were not asked. */
  known: readonly (readonly KnownAddress[])[];
  /** What each node can host. */
  available: readonly (readonly IpAddress[])[];
  /** Who shall have what. */
  assignments: readonly Assignment[];
  /** When the time for moving addresses is over, by the clock of its host. */
  deadlineUs: number;
  /** Failures of each node in this run. */
  credits: number[];
}

/** Everything a takeover helper reacts to. */
export type TakeoverHelperEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "SIGTERM" }
  | { readonly type: "DAEMON_GONE" };

/** A takeover helper that has just been started. */
export function newTakeoverHelperData(base: ProcessData, grant = 0): TakeoverHelperData {
  const lists = new Array<[]>(base.nodes).fill([]);
  return {
    ...base,
    grant,
    flags: [],
    known: lists,
    available: lists,
    assignments: [],
    deadlineUs: 0,
    credits: new Array<number>(base.nodes).fill(0),
  };
}
