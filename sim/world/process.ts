import type {
  AnyEvent,
  Batch,
  Capture,
  CtdbVersion,
  Effect,
  Fault,
  FaultOf,
  IpAddress,
  Matter,
  Pnn,
  ProcessData,
  Program,
  ProgramName,
  Request,
  ServiceName,
} from "../../model/index.ts";
import type { HostClock } from "../clock/index.ts";
import type { Activation, Fibers } from "./fibers.ts";

/** What an event daemon has run. */
export type Run = Extract<Effect, { kind: "runScripts" }>;

/** A fault that lets a script of an event fail, or hang. */
export type ScriptFault = FaultOf<"script-fails"> | FaultOf<"script-hangs">;

/** Scripts of an event that hang, and the fault that makes them. */
export interface HungScripts {
  readonly eventd: Process;
  readonly fault: Fault;
  /** What is left to be run when it goes on. */
  readonly rest: Run;
}

/** The process that adopts orphans; it always exists. */
export const INIT_PID = 1;

/** Names a timer among those of its process; a number is the batch of answers that it bounds. */
export type TimerKey = string | number;

/** A timer of a process, by the clock of its host. */
export interface Timer {
  readonly process: Process;
  readonly key: TimerKey;
  readonly event: AnyEvent;
  readonly dueLocalUs: number;
  /** By the clock that nobody sets. */
  readonly monotonic: boolean;
  ticket: number;
}

/** A pipe from a child's standard output to its parent; it is open for as long as anybody can write to it. */
export interface Pipe {
  readonly reader: Process;
  readonly handle: number;
  readonly writers: Set<Process>;
  closedByReader: boolean;
}

/** Answers that a process waits for, asked for at one go. */
export interface OpenQuestions {
  readonly batch: Batch;
  /** The number of the first request of the batch; the others follow it without a gap. */
  readonly firstId: number;
  /** Who has asked. */
  readonly activation: Activation;
}

/** A procedure that a chart has called, on top of the stack or beside it. */
export interface PendingProcedure {
  readonly chart: string;
  readonly begin: boolean;
  readonly about?: Matter;
}

/** One process: a thread that handles one event at a time. */
export interface Process {
  readonly pid: number;
  readonly program: ProgramName;
  readonly definition: Program;
  readonly host: Host;
  readonly data: ProcessData;
  readonly rules: readonly Activation[];
  /** The rule charts that react to events of a type, as far as it was asked for. */
  readonly reacting: Map<string, readonly Activation[]>;
  readonly fibers: Fibers;
  parent: number;
  /** Its program runs once exec is done; a `gone` process may still be a zombie. */
  state: "starting" | "running" | "gone";
  reaped: boolean;
  /** The process it is a thread of; null: it is a process of its own. */
  threadOf: Process | null;
  /** Which lock it takes or probes, if it does (split lock). */
  readonly lock: "cluster" | "recovery";
  /** It was told to terminate. */
  terminated: boolean;
  /** SIGSTOPped. */
  stopped: boolean;
  /** In a system call that has not returned; deaf to everything, signals included. */
  blocked: Activation | null;
  killedWhileBlocked: boolean;
  /** Waits to be handled because the process is stopped or blocked. */
  readonly inbox: AnyEvent[];
  /** To be handled right after the event at hand. */
  readonly soon: AnyEvent[];
  readonly pendingCalls: PendingProcedure[];
  /** Those that stand, in the order in which they were set; few, so that to look through them is quicker than a map. */
  readonly timers: Timer[];
  /** Timers that came due while the process was stopped or blocked. */
  readonly overdue: Timer[];
  readonly children: Map<number, Process>;
  /** The main daemon it is a client of; a main daemon is its own. */
  daemon: Process | null;
  stdout: Pipe | null;
  /** The other end of a helper's socket pair with its check child. */
  tied: Process | null;
  /** In the order of their requests: a takeover run of thousands of addresses has hundreds of thousands of answers open. */
  readonly questions: OpenQuestions[];
  /** ctdbd: controls forwarded to peers and not yet answered, by their numbers. */
  readonly forwarded: Map<number, Request>;
  /** ctdbd: procedures that wait for an event of its event daemon, by the number of its run. */
  readonly events: Map<number, Activation>;
  /** Nothing arrives earlier on the socket to, and from, its daemon. */
  toDaemonUs: number;
  fromDaemonUs: number;
  /** Identity of the lock file it has open. */
  openObject: number;
  /** ctdbd: accepts connections. */
  listening: boolean;
  /** What an observer has last seen of it. */
  readonly seen: Record<string, unknown>;
}

/** One machine: its clock, its kernel and its processes. */
export interface Host {
  readonly pnn: Pnn;
  clock: HostClock;
  up: boolean;
  paused: boolean;
  pausedAtUs: number;
  /** Nothing may stand still on it again before. */
  restsUntilUs: number;
  /** CTDB's version on it. */
  readonly ctdb: CtdbVersion;
  /** How often it was switched on. */
  boots: number;
  /** The public addresses that its kernel has, and on which interfaces: they outlive the daemon that had them put there. */
  readonly addresses: Map<string, string>;
  /** Interfaces without a link, once for each fault. */
  readonly linksDown: string[];
  /** What its file of public addresses says; null: what the scenario says. It outlives the host. */
  addressFile: readonly IpAddress[] | null;
  readonly processes: Map<number, Process>;
  nextPid: number;
  ctdbd: Process | null;
  recoverd: Process | null;
  // What faults have done to it.
  reaps: boolean;
  slowLocalUs: number;
  slowExecUs: number;
  slowScriptUs: number;
  /** Faults of its event scripts, those that hang because of them, and the services that are down (once for each fault). */
  readonly scriptFaults: ScriptFault[];
  hung: readonly HungScripts[];
  readonly down: ServiceName[];
  /** What faults make of the capture of its connection killer: the first counts. */
  readonly captures: Capture[];
  /** Its main daemon waits itself for what it finds locked in a database file. */
  daemonWaits: boolean;
  slowDiskUs: number;
  readonly controlFaults: { readonly op: string; readonly byUs: number; readonly fail: boolean; left: number }[];
}

/** Does it take part in what happens, now or once it is continued? */
export function isAlive(process: Process): boolean {
  return process.state !== "gone";
}

/** Is it, or the process it is a thread of, SIGSTOPped? */
export function isStopped(process: Process): boolean {
  return process.stopped || process.threadOf?.stopped === true;
}

/** Would it handle an event at once? */
export function isScheduled(process: Process): boolean {
  return process.state === "running" && !isStopped(process) && process.blocked === null && !process.host.paused;
}

/** A living process of a program on a host. */
export function findProcess(host: Host, program: ProgramName): Process | undefined {
  for (const process of host.processes.values()) if (process.program === program && isAlive(process)) return process;
  return undefined;
}
