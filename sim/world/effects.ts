import type { AnyEvent, Effect, ExitCause, LocalWord, ProgramName, Sink } from "../../model/index.ts";
import { ask, failForwarded, sendReply, toDaemon } from "./controls.ts";
import type { Activation } from "./fibers.ts";
import { interfaces } from "./interfaces.ts";
import { carry } from "./messages.ts";
import type { Process } from "./process.ts";
import { findProcess, INIT_PID, isAlive } from "./process.ts";
import { closePipe, end, spawn, write } from "./processes.ts";
import { answerCall, releaseClients, sendRecord } from "./records.ts";
import { scripts } from "./scripts.ts";
import { cancelTimer, setTimer, timerKey } from "./timers.ts";
import type { World } from "./world.ts";

/** Controls whose acceptance changes something: what an observer is told about. */
const CHANGING = new Set([
  "SET_RECMODE",
  "START_RECOVERY",
  "SET_VNNMAP",
  "END_RECOVERY",
  "MODIFY_FLAGS",
  "SET_BAN_STATE",
  "TAKEOVER_IP",
  "IPREALLOCATED",
]);

/**
 * Controls of a recovery whose failure is charged to the node, and those that write records of others: a refusal is told
 * (facts/recovery.md §2.4, §1.6).
 */
const TOLD_IF_REFUSED = new Set(["DB_ATTACH", "DB_FREEZE", "DB_PULL", "UPDATE_RECORD"]);

/** What ended a process that exits with such a code: a signal from outside, or one of its own making. */
const CAUSES: Readonly<Record<number, ExitCause>> = { 134: "crash", 139: "crash", 143: "terminated" };

/** What is carried out before anything that is asked of the system. */
type Handled = "ask" | "reply" | "setTimer" | "cancelTimer" | "broadcast" | "observe" | "call" | "begin" | "nfs";

/** Carries out what charts ask for, on behalf of the process and activation at hand. */
export class Effects implements Sink<Effect> {
  process!: Process;
  activation!: Activation;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Carries out one effect. */
  effect(effect: Effect): void {
    const { world, process } = this;
    // A process that has exited in the middle of a step does nothing more.
    if (!isAlive(process)) return;
    switch (effect.kind) {
      case "ask":
        return ask(world, process, this.activation, effect);
      case "reply":
        return this.reply(effect);
      case "setTimer": {
        const { timer, peer, address, delayUs, ifAbsent, monotonic } = effect;
        const about = { ...(peer === undefined ? {} : { peer }), ...(address === undefined ? {} : { address }) };
        const event = { type: timer, ...about } as AnyEvent;
        return setTimer(world, process, timerKey(timer, peer ?? address), event, delayUs, ifAbsent, monotonic);
      }
      case "cancelTimer":
        return cancelTimer(world, process, timerKey(effect.timer, effect.peer));
      case "broadcast":
        return this.broadcast(effect);
      case "observe":
        return world.emit(process.host.pnn, effect.event);
      case "call":
        process.pendingCalls.push({ chart: effect.chart, begin: false });
        return;
      case "begin":
        process.pendingCalls.push({ chart: effect.chart, begin: true, about: effect });
        return;
      case "nfs":
        return world.nfs?.perform(process, effect);
      default:
        return this.system(effect);
    }
  }

  /** An `after` of a chart: a timer of its process. */
  setTimer(key: string, delayUs: number, event: AnyEvent): void {
    setTimer(this.world, this.process, key, event, delayUs);
  }

  /** The state that had the `after` is left. */
  cancelTimer(key: string): void {
    cancelTimer(this.world, this.process, key);
  }

  private reply(effect: Extract<Effect, { kind: "reply" }>): void {
    const { request, reply } = effect;
    if (CHANGING.has(request.op) || (reply.status !== 0 && TOLD_IF_REFUSED.has(request.op))) {
      const { op, from, pid, as } = request;
      const value = request.body.mode ?? request.body.address;
      const about = { op, from, pid, as, ...(value === undefined ? {} : { value }) };
      const event =
        reply.status === 0
          ? ({ type: "control-accepted", ...about } as const)
          : ({ type: "control-refused", ...about, why: effect.why ?? "" } as const);
      this.world.emit(this.process.host.pnn, event);
    }
    sendReply(this.world, this.process, request, reply);
  }

  private broadcast(effect: Extract<Effect, { kind: "broadcast" }>): void {
    const { message, to } = effect;
    const { pnn } = this.process.host;
    if (message.type === "LEADER")
      this.world.emit(
        pnn,
        message.leader < 0 ? { type: "election-announced" } : { type: "leadership-claimed", leader: message.leader },
      );
    // A vote follows the announcement of its election, whatever happens to the host in between.
    const together = this.world.keepsBursts && message.type === "ELECTION";
    toDaemon(this.world, this.process, { type: "CLIENT_MESSAGE", to, message }, together);
  }

  private system(effect: Exclude<Effect, { kind: Handled }>): void {
    const { world, process } = this;
    switch (effect.kind) {
      case "tell":
        return tell(world, process, effect);
      case "spawn":
        spawn(world, process.host, effect.program, process, effect.handle, effect);
        return;
      case "draw":
        this.activation.c.f.drawn = effect.what === "epoch" ? world.nextEpoch++ : world.drawGeneration();
        return;
      case "releaseClients":
        return releaseClients(world, process, effect.address);
      case "file":
        return world.files.perform(process, this.activation, effect.call);
      case "sendRecord":
        return sendRecord(world, process, effect.to, effect.packet);
      case "callDaemon":
        return toDaemon(world, process, { type: "CLIENT_CALL", call: effect.call });
      case "answerClient":
        return answerCall(world, process, effect.call, effect.status, effect.value);
      case "register":
      case "deregister":
      case "sendMessage":
      case "passMessage":
      case "deliver":
        return carry(world, process, effect);
      case "signal":
        return this.signal(effect.handle, effect.signal);
      case "closePipe":
        return closePipe(process, effect.handle);
      case "write":
        return write(world, process, effect.byte, effect.revision);
      case "exit":
        return end(world, process, CAUSES[effect.code] ?? "exit");
      case "io":
        this.activation.c.f.io = null;
        return world.storage.begin(process, this.activation, effect);
      case "request":
        return world.service.request(process, this.activation, effect);
      case "say":
        return say(world, process, effect.to, effect.word);
      case "script":
      case "runScripts":
      case "killScripts":
      case "endEvent":
        return scripts(world, process, this.activation, effect);
      case "tickle":
        return world.connections.tickle(effect.connections);
      case "compute":
        process.blocked = this.activation;
        return world.later(effect.forUs, () => world.computed(process));
      case "interface":
        return interfaces(world, process, this.activation, effect);
      case "lookFor": {
        const found = process.host.processes.get(effect.pid);
        this.activation.c.f.found = found !== undefined && isAlive(found) && isClientOf(found, process);
        return;
      }
      case "probe":
      case "probeChild":
        return this.probe(effect.kind === "probe" ? effect.pid : (process.children.get(effect.handle)?.pid ?? 0));
      case "listen":
      case "keepalive":
      case "connect":
      case "disconnect":
        return this.link(effect);
    }
  }

  private link(effect: Extract<Effect, { kind: "listen" | "keepalive" | "connect" | "disconnect" }>): void {
    const { world, process } = this;
    const { pnn } = process.host;
    switch (effect.kind) {
      case "listen":
        process.listening = true;
        return;
      case "keepalive":
        return world.network.send(pnn, effect.peer, { kind: "keepalive", sender: effect.sender });
      case "connect":
        return connect(world, process, effect.peer);
      case "disconnect":
        world.network.close(pnn, effect.peer);
        return failForwarded(world, process, effect.peer);
    }
  }

  private signal(handle: number, signal: "TERM" | "KILL"): void {
    const child = this.process.children.get(handle);
    if (child !== undefined) sendSignal(this.world, child, signal);
  }

  private probe(pid: number): void {
    const exists = pid === INIT_PID || this.process.host.processes.has(pid);
    this.process.soon.push({ type: "PROBED", pid, exists } as AnyEvent);
  }
}

function isClientOf(process: Process, daemon: Process): boolean {
  return process.program === "samba-client" && process.daemon === daemon;
}

/** A control that nobody waits for: to the process's own daemon, or from one daemon to others. */
function tell(world: World, process: Process, { op, body = {}, to }: Extract<Effect, { kind: "tell" }>): void {
  const { pnn } = process.host;
  const request = { id: world.nextRequest++, op, from: pnn, pid: 0, to: pnn, as: "self", body } as const;
  if (to === undefined) toDaemon(world, process, { type: "CLIENT_CONTROL", request });
  else for (const peer of to) world.network.send(pnn, peer, { kind: "control", request: { ...request, to: peer } });
}

/** A word from one process of a host to another; if nobody is there to hear it, the speaker is told. */
function say(world: World, process: Process, to: ProgramName | number, word: LocalWord): void {
  const { host } = process;
  const listener = typeof to === "number" ? host.processes.get(to) : findProcess(host, to);
  if (listener !== undefined && isAlive(listener)) hear(world, listener, word, process.pid);
  else if (word === "LOCK") hear(world, process, "FAILED", 0);
}

function hear(world: World, process: Process, word: LocalWord, from: number): void {
  world.post(process, { type: "WORD", word, from } as AnyEvent, world.localDelayUs(process.host));
}

/** SIGKILL ends a process at once unless a hung storage blocks it; SIGTERM is an event like others. */
export function sendSignal(world: World, target: Process, signal: "TERM" | "KILL"): void {
  if (!isAlive(target)) return;
  if (signal === "TERM") target.terminated = true;
  if (signal === "TERM" && target.state === "running") return world.post(target, { type: "SIGTERM" }, 0);
  if (target.blocked !== null && world.storage.isStuck(target)) target.killedWhileBlocked = true;
  else if (signal === "KILL") end(world, target, "killed");
  // As with one that runs, whoever sent it has done what it is about before anything comes of it.
  else world.later(0, () => isAlive(target) && end(world, target, "terminated"));
}

function connect(world: World, process: Process, peer: number): void {
  const { pnn } = process.host;
  const there = world.host(peer);
  // A host whose processes stand still accepts all the same: its kernel does.
  const answers = there.up && there.ctdbd?.listening === true;
  if (!answers || !world.network.canEstablish(pnn, peer)) return;
  // The handshake takes a moment; whether it works is decided when it would be done.
  world.later(world.draw("network", world.scenario.timing.networkUs, world.linkOf(pnn, peer)), () => {
    const daemon = there.ctdbd;
    if (
      !isAlive(process) ||
      !process.host.up ||
      !there.up ||
      daemon?.listening !== true ||
      !world.network.canEstablish(pnn, peer)
    )
      return;
    world.network.establish(pnn, peer);
    world.post(process, { type: "LINK_OUT_UP", peer } as AnyEvent, 0);
    world.post(daemon, { type: "LINK_IN_UP", peer: pnn } as AnyEvent, 0);
  });
}
