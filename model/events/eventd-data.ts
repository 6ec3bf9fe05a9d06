import type { EventRequest } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";

/** An event that was asked for: when, and when its time is over, by the clock of its host. */
export interface QueuedEvent extends EventRequest {
  readonly askedUs: number;
  readonly dueUs: number;
}

/** An event that was given up while a script of one of its parts ran. */
export interface LeftEvent extends QueuedEvent {
  readonly part: number;
}

/** The state of one event daemon (facts/ip-nfs.md §2.4). */
export interface EventdData extends ProcessData {
  /** When it began, by a clock that nobody sets. */
  readonly startedUs: number;
  /** What is asked for and does not run yet, in order. */
  queue: QueuedEvent[];
  /** What runs; null: nothing. */
  current: QueuedEvent | null;
  /** Which part of its scripts runs. */
  part: number;
  /** Events whose time was over while a script of theirs ran: it runs on. */
  left: LeftEvent[];
  /** Failed checks of nfs in a row; -1: it has never been seen to work. */
  nfsFailures: number;
  /** The check of nfs has failed in this event, and that was borne. */
  isBorne: boolean;
}

/** Everything an event daemon reacts to. */
export type EventdEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "EVENT_ASKED"; readonly request: EventRequest }
  /** The scripts of a part are over. `failed`: the first that failed, ""; `isCheck`: it has found its service down. */
  | { readonly type: "SCRIPTS_OVER"; readonly run: number; readonly failed: string; readonly isCheck: boolean }
  | { readonly type: "EVENT_TIMEOUT" }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "PARENT_POLL_DUE" }
  | { readonly type: "SIGTERM" };

/** An event daemon that has just been started. */
export function newEventdData(base: ProcessData): EventdData {
  return {
    startedUs: base.monotonicUs,
    queue: [],
    current: null,
    part: 0,
    left: [],
    nfsFailures: -1,
    isBorne: false,
    ...base,
  };
}
