import {
  type AnyEvent,
  type FileResult,
  type Frame,
  type IoResult,
  type Matter,
  newFrame,
  RESUME,
  type ServiceAnswer,
} from "../../model/index.ts";
import { Effects } from "./effects.ts";
import { type Activation, type Fiber, note } from "./fibers.ts";
import { observe } from "./observation.ts";
import type { SocketEvent } from "./packet.ts";
import { isAlive, isScheduled, isStopped, type PendingProcedure, type Process, type Timer } from "./process.ts";
import { activate, end } from "./processes.ts";
import { Sockets } from "./sockets.ts";
import type { PendingCall } from "./storage.ts";
import { takeTimer } from "./timers.ts";
import type { World } from "./world.ts";

const resume: AnyEvent = { type: RESUME };
const start: AnyEvent = { type: "START" };
/** A process that goes on without waiting for longer than this is in an endless loop: a defect of a chart. */
const ROUNDS_MAX = 10_000;
/** Deepest stack of procedures: nested elections must stay visible, endless ones must not end the run. */
const DEPTH_MAX = 40;

/** Gives processes their events, one at a time, and lets their procedures go on. */
export class Runtime {
  private readonly world: World;
  private readonly effects: Effects;
  private readonly sockets: Sockets;

  constructor(world: World) {
    this.world = world;
    this.effects = new Effects(world);
    this.sockets = new Sockets(world, this.effects, (process, event) => this.rules(process, event));
  }

  /** An event reaches a process: it is handled now, or waits until the process runs again. */
  arrive(process: Process, event: AnyEvent): void {
    if (!isAlive(process)) return;
    if (isScheduled(process)) this.handle(process, event);
    else process.inbox.push(event);
  }

  /** A timer goes off. */
  fire(timer: Timer): void {
    const { process } = timer;
    if (!isAlive(process)) return;
    if (!isScheduled(process)) process.overdue.push(timer);
    else if (takeTimer(timer)) this.handle(process, timer.event);
  }

  /** Exec is done: the program begins. */
  begin(process: Process): void {
    if (process.state !== "starting") return;
    if (isStopped(process) || process.host.paused) {
      process.inbox.push(start);
      return;
    }
    process.state = "running";
    this.touch(process);
    for (const rule of process.rules) this.start(process, rule);
    this.push(process, process.definition.main, true);
    this.settle(process);
    this.wake(process);
  }

  /** A system call has got to the storage. */
  io(pending: PendingCall): void {
    const result = this.world.storage.perform(pending);
    if (result !== undefined) this.finishIo(pending, result);
  }

  /** A process runs again: first its overdue timers, in their order, then what has arrived. */
  wake(process: Process): void {
    if (process.state === "starting" && process.inbox.includes(start)) {
      process.inbox.splice(process.inbox.indexOf(start), 1);
      this.begin(process);
      return;
    }
    this.takeSignal(process);
    // A system call may have returned while it was stopped.
    if (process.state === "running" && isScheduled(process)) this.settle(process);
    const overdue = process.overdue.splice(0).sort((a, b) => a.dueLocalUs - b.dueLocalUs);
    for (const [index, timer] of overdue.entries()) {
      if (!isScheduled(process)) {
        process.overdue.push(...overdue.slice(index));
        return;
      }
      if (takeTimer(timer)) this.handle(process, timer.event);
    }
    while (process.inbox.length > 0 && isScheduled(process)) {
      const event = process.inbox.shift();
      if (event !== undefined) this.handle(process, event);
    }
  }

  /** A signal that waits is seen before anything else. */
  private takeSignal(process: Process): void {
    const index = process.inbox.findIndex(({ type }) => type === "SIGTERM");
    if (index < 0 || !isScheduled(process)) return;
    const [signal] = process.inbox.splice(index, 1);
    if (signal !== undefined) this.handle(process, signal);
  }

  /** A process that was deaf until then is served by the lock service, or has worked out what it was about. */
  served(process: Process): void {
    if (isAlive(process)) this.goOnAfterBlock(process);
  }

  private finishIo(pending: PendingCall, result: IoResult): void {
    const { process, activation } = pending;
    note(activation, "io", result);
    this.goOnAfterBlock(process);
  }

  private goOnAfterBlock(process: Process): void {
    process.blocked = null;
    if (process.killedWhileBlocked) {
      end(this.world, process, "killed");
      return;
    }
    this.takeSignal(process);
    if (!isScheduled(process)) return;
    this.touch(process);
    this.settle(process);
    this.wake(process);
  }

  private handle(process: Process, event: AnyEvent): void {
    this.touch(process);
    switch (event.type) {
      case "CLIENT_CONTROL":
      case "CLIENT_MESSAGE":
      case "PEER_PACKET":
      case "LATE_CONTROL":
      case "ANSWER":
      case "ANSWERS_DUE":
        this.sockets.handle(process, event as SocketEvent);
        break;
      case "SERVED": {
        const served = event as unknown as { activation: Activation; answer: ServiceAnswer };
        note(served.activation, "answer", served.answer);
        break;
      }
      case "FILE_DONE": {
        const served = event as unknown as { activation: Activation; result: FileResult };
        note(served.activation, "file", served.result);
        break;
      }
      case "SCRIPT_OVER": {
        const over = event as unknown as { activation: Activation; outcome: NonNullable<Frame["script"]> };
        note(over.activation, "script", over.outcome);
        break;
      }
      case "LINK_OUT_UP":
      case "LINK_IN_UP":
        this.sockets.noteLink(process, event as AnyEvent & { readonly peer: number });
        this.rules(process, event);
        break;
      default:
        this.rules(process, event);
    }
    this.settle(process);
  }

  private rules(process: Process, event: AnyEvent): void {
    this.effects.process = process;
    for (const rule of reacting(process, event.type)) {
      if (!isAlive(process)) return;
      this.effects.activation = rule;
      rule.chart.step(rule, rule.c, event, this.effects);
    }
  }

  /** Lets procedures go on for as long as one can. */
  private settle(process: Process): void {
    for (let rounds = 0; isAlive(process) && process.blocked === null && this.goOn(process); rounds += 1) {
      if (rounds > ROUNDS_MAX) throw new Error(`${process.program} of host ${process.host.pnn} does not come to rest`);
    }
    if (isAlive(process)) observe(this.world, process);
  }

  private goOn(process: Process): boolean {
    const { soon, pendingCalls, fibers } = process;
    if (soon.length > 0) {
      this.rules(process, soon.shift() as AnyEvent);
      return true;
    }
    if (pendingCalls.length > 0) {
      const { chart, about, begin } = pendingCalls.shift() as PendingProcedure;
      this.push(process, chart, begin, about);
      return true;
    }
    const awake = fibers.look();
    for (let index = 0; index < awake.length; ) {
      const { frames } = awake[index] as Fiber;
      const top = frames[frames.length - 1];
      // Nobody before it in line looks at whether it is over.
      if (top === undefined) fibers.end(index);
      else if (top.done) this.pop(frames);
      else if (this.resume(process, top)) return true;
      else if (!fibers.rest(index, top)) index += 1;
    }
    return false;
  }

  private resume(process: Process, top: Activation): boolean {
    const until = top.chart.until[top.leaf];
    if (until === null || until === undefined || !until(top.c, resume)) return false;
    this.effects.process = process;
    this.effects.activation = top;
    top.chart.step(top, top.c, resume, this.effects);
    return true;
  }

  private push(process: Process, chart: string, begin: boolean, about?: Matter): void {
    const { fibers } = process;
    const fiber = (begin ? undefined : fibers.oldest) ?? fibers.begin();
    if (fiber.frames.length >= DEPTH_MAX) return;
    const activation = activate(this.world, process.data, chart, fiber, newFrame(about));
    fiber.frames.push(activation);
    fibers.wake(fiber);
    this.start(process, activation);
  }

  private pop(frames: Activation[]): void {
    const over = frames.pop();
    const caller = frames.at(-1);
    if (over !== undefined && caller !== undefined) caller.c.f.returned = over.chart.leaves[over.leaf] ?? null;
  }

  private start(process: Process, activation: Activation): void {
    this.effects.process = process;
    this.effects.activation = activation;
    activation.chart.start(activation, activation.c, start, this.effects);
  }

  private touch(process: Process): void {
    const { host, data } = process;
    data.nowUs = this.world.clockUs(host);
    // Every event comes by here: the clock is read once.
    data.monotonicUs = data.nowUs - host.clock.offsetUs;
  }
}

/** The rule charts of a process that react to events of a type, in whatever state. */
function reacting({ rules, reacting }: Process, type: string): readonly Activation[] {
  let found = reacting.get(type);
  if (found === undefined) {
    found = rules.filter(({ chart }) => chart.reactsTo(type));
    reacting.set(type, found);
  }
  return found;
}
