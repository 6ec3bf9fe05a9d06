import type { ProcessData } from "../process/index.ts";
import type { Work } from "../scenario/index.ts";

/** A record that a client has locked. */
export interface HeldRecord {
  readonly db: string;
  readonly key: string;
}

/** The state of one client of a cluster: a process that locks records of its node, as smbd does (facts/recovery.md §3.5). */
export interface SambaClientData extends ProcessData {
  /** Which of its node's clients it is: 0, 1 … */
  readonly client: number;
  /** What it was given to do and has not begun. */
  jobs: (readonly Work[])[];
  /** What it is at, and how far. */
  work: readonly Work[];
  step: number;
  /** Between two jobs. */
  isIdle: boolean;
  /** Its address has left this node: it goes as soon as it hears of it. */
  isReleased: boolean;
  held: HeldRecord[];
  /** Number of its latest call to its daemon, and the answer; null: it waits. */
  call: number;
  status: number | null;
  /** The outside work it does is over. */
  isWorkOver: boolean;
  /** How many values it has written. */
  written: number;
}

/** Everything a client reacts to. */
export type SambaClientEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "JOB"; readonly work: readonly Work[] }
  | { readonly type: "CALL_ANSWERED"; readonly id: number; readonly status: number }
  | { readonly type: "WORK_OVER" }
  | { readonly type: "RELEASE_IP" }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "SIGTERM" };

/** A client that has just been started. */
export function newSambaClientData(base: ProcessData, client: number): SambaClientData {
  return {
    ...base,
    client,
    jobs: [],
    work: [],
    step: 0,
    isIdle: true,
    isReleased: false,
    held: [],
    call: 0,
    status: 0,
    isWorkOver: false,
    written: 0,
  };
}
