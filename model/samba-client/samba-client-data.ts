import type { Copies } from "../effect/index.ts";
import type { ProcessData } from "../process/index.ts";
import type { Work } from "../scenario/index.ts";
import type { TransactionOutcome } from "../trace/index.ts";
import type { ServiceMessage } from "../words/index.ts";

/** A record that a client has locked. */
export interface HeldRecord {
  readonly db: string;
  readonly key: string;
}

/** A persistent transaction that a client is at (facts/recovery.md §1.9). */
export interface Transaction {
  /** The sequence number that it began with, and the one that it has read last. */
  sequence: number;
  latest: number;
  /** What it writes: the new value, and with it the records that go to all nodes. */
  value: string;
  copies: Copies;
  /** How often it was to be committed. */
  tries: number;
  outcome: TransactionOutcome;
}

/** The state of one client of a cluster: a process that locks records of its node, as smbd does (facts/recovery.md §3.5). */
export interface SambaClientData extends ProcessData {
  /** Which of its node's clients it is: 0, 1 … */
  readonly client: number;
  /** The public address that it came by; "": none. */
  readonly address: string;
  /** Number of the TCP connection that it came by; 0: none. */
  readonly connection: number;
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
  /** What came with it. */
  answer: string;
  /** The outside work it does is over. */
  isWorkOver: boolean;
  /** How many messages it has sent. */
  sent: number;
  /** How many values it has written. */
  written: number;
  /** Is there the database by whose records transactions exclude each other? */
  readonly hasGlobalLock: boolean;
  /** Who had the global lock when it looked last, and was nowhere to be found. */
  holder: string;
  isHolderGone: boolean;
  transaction: Transaction;
  /** The pause before it tries again is over. */
  isPauseOver: boolean;
}

/** Everything a client reacts to. */
export type SambaClientEvent =
  | { readonly type: "START" }
  | { readonly type: "RESUME" }
  | { readonly type: "JOB"; readonly work: readonly Work[] }
  | { readonly type: "CALL_ANSWERED"; readonly id: number; readonly status: number; readonly value?: string }
  | { readonly type: "MESSAGE"; readonly message: ServiceMessage }
  | { readonly type: "WORK_OVER" }
  | { readonly type: "PAUSE_OVER" }
  | { readonly type: "RELEASE_IP" }
  | { readonly type: "DAEMON_GONE" }
  | { readonly type: "SIGTERM" };

/** A client that has just been started. */
export function newSambaClientData(
  base: ProcessData,
  client: number,
  hasGlobalLock = false,
  address = "",
  connection = 0,
): SambaClientData {
  return {
    client,
    address,
    connection,
    jobs: [],
    work: [],
    step: 0,
    isIdle: true,
    isReleased: false,
    held: [],
    call: 0,
    status: 0,
    answer: "",
    isWorkOver: false,
    sent: 0,
    written: 0,
    hasGlobalLock,
    holder: "",
    isHolderGone: false,
    transaction: newTransaction(""),
    isPauseOver: false,
    ...base,
  };
}

/** A transaction that has not begun. */
export function newTransaction(value: string): Transaction {
  return { sequence: 0, latest: 0, value, copies: {}, tries: 0, outcome: "failed" };
}
