import type { QueuedDeletion, Vacuuming } from "../database/index.ts";
import type { ProcessData } from "../process/index.ts";
import type { Pnn } from "../words/index.ts";

/** A deleted record, as it was when it was put in line. */
export type Deleted = readonly [key: string, was: QueuedDeletion];

/** The state of one vacuum child (facts/recovery.md §1.8). */
export interface VacuumChildData extends ProcessData {
  readonly task: Vacuuming;
  /** Keys that it is to bring here, deleted records that it has not looked at, and what is to become of those it has. */
  fetches: string[];
  queued: Deleted[];
  forLmaster: string[];
  forAll: Deleted[];
  /** The record it is at; "": there is none left. */
  key: string;
  was: QueuedDeletion;
  /** Nodes whose copies go before its own. */
  others: Pnn[];
  /** Number of its latest call to its daemon, and the answer; null: it waits. */
  call: number;
  status: number | null;
}

/** Everything a vacuum child reacts to. */
export type VacuumChildEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "CALL_ANSWERED"; readonly id: number; readonly status: number }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "SIGTERM" };

const nothing: Vacuuming = { db: "", isFull: false, map: [], members: [], deletions: {}, fetches: [] };

/** A vacuum child that has just been forked. */
export function newVacuumChildData(base: ProcessData, task: Vacuuming = nothing): VacuumChildData {
  return {
    task,
    fetches: [...task.fetches],
    queued: Object.entries(task.deletions),
    forLmaster: [],
    forAll: [],
    key: "",
    was: { rsn: 0, flags: 0 },
    others: [],
    call: 0,
    status: 0,
    ...base,
  };
}
