import type { ChartSpec, ProcedureSpec } from "../chart/index.ts";
import type { Constants } from "../constants/index.ts";
import type { ClientCall, RecordCopy, RecordPacket } from "../database/index.ts";
import type { Batch, Effect, FileResult, IoResult, Matter, Request, ServiceAnswer } from "../effect/index.ts";
import type { Pnn, ServedDesign } from "../words/index.ts";

/**
 * What every process knows; the rest depends on the program. Who makes the data of one spreads this last: fields that
 * follow a spread give every object a hidden class of its own, and whatever reads those is slow for good.
 */
export interface ProcessData {
  readonly pnn: Pnn;
  readonly pid: number;
  /** Nodes in the nodes file. */
  readonly nodes: number;
  readonly lockConfigured: boolean;
  /** Its cluster lock setting, word for word; children inherit it, and 4.3 can change it at run time. */
  lockSetting: string;
  /** Is a second lock taken for each recovery (our design)? Absent: no. */
  readonly splitLock?: boolean;
  /** Where it stands who serves which public address; absent: every node keeps it for itself. */
  readonly ownersIn?: ServedDesign;
  /** The clock of its host, microseconds; refreshed before each event. */
  nowUs: number;
  /** The same as a clock that nobody sets, microseconds. */
  monotonicUs: number;
}

/** What one activation of a procedure owns: its arguments and what it waits for. */
export interface Frame {
  /** Answers to the controls it sent. */
  batch: Batch | null;
  /** Result of its last system call, null while it blocks. */
  io: IoResult | null;
  /** Answer to its last request to the lock service, null while it waits. */
  answer: ServiceAnswer | null;
  /** Is the event script it started over, and how? */
  script: "running" | "done" | "failed" | "timed-out" | "cancelled" | null;
  /** The public address it is about; "": none, or that of its control. */
  address: string;
  /** The public addresses that the kernel of its host had when it looked last. */
  interfaces: readonly string[];
  /** The end that a procedure it called has reached. */
  returned: string | null;
  /** The child it started. */
  handle: number;
  /** The control it answers. */
  readonly request: Request | null;
  /** The packet about a record, or the call of a client, that it handles. */
  readonly packet: RecordPacket | null;
  readonly call: ClientCall | null;
  /** The database it is about; "": none. */
  readonly db: string;
  /** The record of it; "": none. */
  readonly key: string;
  /** Result of its last operation on a database file, null while it waits in line or for the disk. */
  file: FileResult | null;
  /** The copy it has fetched last; null: there was none. */
  record: RecordCopy | null;
  /** Was the process found that it looked for? */
  found: boolean;
  /** The number it has drawn last. */
  drawn: number;
  /** When it began to wait, by its process's clock, microseconds. */
  sinceUs: number;
}

/** What guards, changes and effects see. */
export interface Context<D extends ProcessData> {
  readonly d: D;
  readonly f: Frame;
  readonly k: Constants;
}

/** A chart of a program whose data is `D` and whose events are `E`. */
export type ProgramChart<D extends ProcessData, E extends { type: string }> = ChartSpec<Context<D>, E, Effect>;

/** The ordered procedure of a program whose data is `D` and whose events are `E`. */
export type ProgramProcedure<D extends ProcessData, E extends { type: string }> = ProcedureSpec<Context<D>, E, Effect>;

const nothing: Matter = {};
/** One for all frames: an empty list of its own would make each of them slow to make. */
const none: readonly string[] = [];

/** An activation that has just been called. */
export function newFrame(about: Matter = nothing): Frame {
  return {
    batch: null,
    io: null,
    answer: null,
    script: null,
    address: "",
    interfaces: none,
    returned: null,
    handle: 0,
    request: about.request ?? null,
    packet: about.packet ?? null,
    call: about.call ?? null,
    db: about.db ?? "",
    key: about.key ?? "",
    file: null,
    record: null,
    found: false,
    drawn: 0,
    sinceUs: 0,
  };
}
