import {
  type Context,
  chartsOf,
  compiled,
  type ExitCause,
  type GraceMemberData,
  type LockHelperData,
  newFrame,
  type ProcessData,
  type ProgramName,
  programFor,
  type SambaClientData,
} from "../../model/index.ts";
import { configured, mayLead } from "./configured.ts";
import { type Activation, type Fiber, Fibers } from "./fibers.ts";
import { KIND } from "./kinds.ts";
import { type Host, INIT_PID, isAlive, type Pipe, type Process } from "./process.ts";
import { lockOf, newData, type Task } from "./process-data.ts";
import { cancelAllTimers } from "./timers.ts";
import type { World } from "./world.ts";

/** Time for a byte, or the end of a pipe, to be seen at its other end. */
const PIPE_US = 10;

/** Programs that are, or talk to, the main daemon that they were started for. */
const ofDaemon: ReadonlySet<ProgramName> = new Set([
  "ctdbd",
  "eventd",
  "recoverd",
  "recovery-helper",
  "takeover-helper",
  "vacuum-child",
  "reload-child",
]);

/** Makes an activation of a chart: on a stack of procedures, or as a rule chart. */
export function activate(
  world: World,
  data: ProcessData,
  chart: string,
  fiber: Fiber | null = null,
  frame = newFrame(),
): Activation {
  const spec = chartsOf(world.model, world.host(data.pnn).ctdb)[chart];
  if (spec === undefined) throw new RangeError(`no chart "${chart}"`);
  const c: Context<ProcessData> = { d: data, f: frame, k: world.k };
  return { chart: compiled(spec), c, fiber, leaf: 0, done: false };
}

/** Forks: the child exists from now on; its program runs once exec is done. */
export function spawn(
  world: World,
  host: Host,
  program: ProgramName,
  parent: Process | null,
  handle: number,
  task: Task = {},
): Process {
  const pid = host.nextPid++;
  const data = configured(world, program, newData(world, host, program, pid, parent, task));
  const definition = programFor(program, { lock: world.scenario.lock, ctdb: host.ctdb });
  const rules = definition.rules.map((chart) => activate(world, data, chart));
  const child: Process = {
    pid,
    program,
    definition,
    threadOf: definition.thread === true ? parent : null,
    lock: lockOf(world, program, parent),
    terminated: false,
    host,
    data,
    rules,
    reacting: new Map(),
    fibers: new Fibers(),
    parent: parent?.pid ?? INIT_PID,
    state: "starting",
    reaped: false,
    stopped: false,
    blocked: null,
    killedWhileBlocked: false,
    inbox: [],
    soon: [],
    pendingCalls: [],
    timers: [],
    overdue: [],
    children: new Map(),
    daemon: null,
    stdout: null,
    tied: null,
    questions: [],
    forwarded: new Map(),
    events: new Map(),
    toDaemonUs: 0,
    fromDaemonUs: 0,
    openObject: 0,
    listening: false,
    seen: {},
  };
  host.processes.set(pid, child);
  if (ofDaemon.has(program)) child.daemon = parent?.daemon ?? child;
  if (program === "samba-client" || program === "reload-helper" || program === "address-tool")
    child.daemon = host.ctdbd;
  if (program === "ctdbd") host.ctdbd = child;
  if (program === "recoverd") host.recoverd = child;
  if (parent !== null) connect(parent, child, handle);
  const forkOnly =
    program === "lock-check-child" ||
    program === "recoverd" ||
    program === "write-child" ||
    program === "vacuum-child" ||
    program === "reload-child" ||
    definition.thread === true;
  const execUs = forkOnly ? 0 : world.draw("exec", world.scenario.timing.execUs, host.pnn) + host.slowExecUs;
  world.kernel.schedule(world.kernel.nowUs + execUs, KIND.exec, host.pnn, child);
  if (host.pnn < world.scenario.nodes)
    world.emit(host.pnn, { type: "process-started", program, pid, parent: child.parent });
  if (program === "ctdbd" && !mayLead(world, host.pnn)) world.emit(host.pnn, { type: "leader-role-set", on: false });
  return child;
}

/** A process ends: the kernel takes its timers, locks, pipes and connections, and its children get another parent. */
export function end(world: World, process: Process, cause: ExitCause): void {
  if (!isAlive(process)) return;
  const { host } = process;
  process.state = "gone";
  cancelAllTimers(world, process);
  process.inbox.length = 0;
  process.soon.length = 0;
  world.emit(host.pnn, { type: "process-exited", program: process.program, pid: process.pid, cause });
  if (host.up) world.storage.release(process, "exit");
  world.files.release(process);
  closePipes(world, process);
  endThreads(world, process, cause);
  for (const other of host.processes.values()) if (other.parent === process.pid) adopt(other, host);
  if (process.program === "ctdbd") endDaemon(world, process);
  if (process.program === "lock-refresher") endRefresher(world, process);
  if (process.program === "nfs-server") world.connections.closeAll(host, "nfs");
  if (process.program === "grace-member")
    world.connections.closeAll(host, "nfs", (process.data as GraceMemberData).address);
  if (process.program === "samba-client" || process.program === "vacuum-child") endClient(world, process);
  if (host.recoverd === process) host.recoverd = null;
  reap(world, process);
}

/** Threads end with their process; an orderly exit first lets those finish that were told to. */
function endThreads(world: World, process: Process, cause: ExitCause): void {
  for (const thread of [...process.host.processes.values()]) {
    if (thread.threadOf !== process) continue;
    if (cause === "exit" && thread.terminated) thread.threadOf = null;
    else end(world, thread, cause);
  }
}

/** The daemon of a host is gone: its connections close, and its clients notice. */
function endDaemon(world: World, daemon: Process): void {
  const { host } = daemon;
  if (host.ctdbd === daemon) host.ctdbd = null;
  if (host.up) world.network.closeAll(host.pnn, true);
  for (const client of host.processes.values()) {
    if (client.daemon === daemon && client !== daemon && isAlive(client))
      world.post(client, { type: "DAEMON_GONE" }, PIPE_US);
  }
}

/** A client is gone: its daemon sees its socket close, and who is at the other end of its connection that one. */
function endClient(world: World, client: Process): void {
  if (client.program === "samba-client") world.connections.close((client.data as SambaClientData).connection);
  const { daemon, pid } = client;
  if (daemon !== null && isAlive(daemon)) world.post(daemon, { type: "CLIENT_GONE", pid } as { type: string }, PIPE_US);
}

/** The refresher of a host is gone: whoever it kept the lock for sees its socket close. */
function endRefresher(world: World, refresher: Process): void {
  for (const client of refresher.host.processes.values())
    if (client.program === "lock-helper" || client.program === "lock-probe")
      world.post(client, { type: "WORD", word: "LOST", from: refresher.pid } as { type: string }, PIPE_US);
}

/** Removes a zombie if whoever has to reap it does. */
function reap(world: World, process: Process): void {
  if (isAlive(process) || process.reaped) return;
  const { host } = process;
  const parent = host.processes.get(process.parent);
  const parentReaps =
    parent === undefined || !isAlive(parent) ? host.reaps : !parent.stopped && !host.paused && host.reaps;
  if (!world.reapsAlways && !parentReaps) return;
  process.reaped = true;
  host.processes.delete(process.pid);
}

/** Reaps what can be reaped on a host now. */
export function reapAll(world: World, host: Host): void {
  for (const process of [...host.processes.values()]) reap(world, process);
}

/** A byte on its standard output. */
export function write(world: World, process: Process, byte: string, revision?: number): void {
  const pipe = process.stdout;
  if (pipe === null) return;
  if (pipe.closedByReader || !isAlive(pipe.reader)) {
    world.post(process, { type: "PIPE_BROKEN" }, 0);
    return;
  }
  world.post(pipe.reader, { type: "CHILD_OUTPUT", handle: pipe.handle, byte, revision } as { type: string }, PIPE_US);
}

/** A parent closes its end of the pipe from a child. */
export function closePipe(process: Process, handle: number): void {
  const pipe = process.children.get(handle)?.stdout;
  if (pipe !== undefined && pipe !== null && pipe.reader === process) pipe.closedByReader = true;
}

function connect(parent: Process, child: Process, handle: number): void {
  parent.children.set(handle, child);
  if (child.program === "recoverd") return;
  if (child.program === "lock-check-child") {
    // It inherits the helper's standard output: end of file needs both to be gone (facts/leadership.md §6.6).
    child.stdout = parent.stdout;
    child.stdout?.writers.add(child);
    child.tied = parent;
    parent.tied = child;
    return;
  }
  const pipe: Pipe = { reader: parent, handle, writers: new Set([child]), closedByReader: false };
  child.stdout = pipe;
}

function closePipes(world: World, process: Process): void {
  const pipe = process.stdout;
  if (
    pipe?.writers.delete(process) === true &&
    pipe.writers.size === 0 &&
    !pipe.closedByReader &&
    isAlive(pipe.reader)
  ) {
    world.post(pipe.reader, { type: "CHILD_PIPE_CLOSED", handle: pipe.handle } as { type: string }, PIPE_US);
  }
  const other = process.tied;
  if (other === null || !isAlive(other)) return;
  const event =
    process.program === "lock-check-child" ? { type: "CHILD_PIPE_CLOSED", handle: 1 } : { type: "PARENT_PIPE_CLOSED" };
  world.post(other, event, PIPE_US);
}

function adopt(orphan: Process, host: Host): void {
  orphan.parent = INIT_PID;
  if ("ppid" in orphan.data) (orphan.data as LockHelperData).ppid = INIT_PID;
  if (!isAlive(orphan) && host.reaps) {
    orphan.reaped = true;
    host.processes.delete(orphan.pid);
  }
}
