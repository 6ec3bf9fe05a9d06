import {
  type Audience,
  type Batch,
  type ControlBody,
  type ControlOp,
  type CtdbdData,
  type Effect,
  FLAG,
  grantOf,
  isConnected,
  type MessageBody,
  type RecoverdData,
  type RecoveryHelperData,
  type Reply,
  type Request,
  type TakeoverHelperData,
} from "../../model/index.ts";
import { takeOut } from "../lists/index.ts";
import { type Activation, wake } from "./fibers.ts";
import type { SocketEvent } from "./packet.ts";
import { isAlive, type OpenQuestions, type Process } from "./process.ts";
import { cancelTimer, setTimer } from "./timers.ts";
import type { World } from "./world.ts";

type Ask = Extract<Effect, { kind: "ask" }>;

const failed: Reply = { status: -1 };

/** Sends something from a client to its daemon: one socket, in order; `together` with what was sent before it. */
export function toDaemon(world: World, client: Process, event: SocketEvent, together = false): void {
  // A daemon that was started since is none of its business: its socket led to the old one.
  const { daemon } = client;
  if (daemon === null || !isAlive(daemon)) return;
  const atUs = Math.max(
    client.toDaemonUs,
    world.kernel.nowUs + (client === daemon || together ? 0 : world.localDelayUs(client.host)),
  );
  client.toDaemonUs = atUs;
  world.post(daemon, event, atUs - world.kernel.nowUs);
}

/** A script asks the daemon of its host for something, by `ctdb`; nobody waits for the answer. */
export function tellDaemon(world: World, daemon: Process, op: ControlOp, body: ControlBody): void {
  const { pnn } = daemon.host;
  const request = { id: world.nextRequest++, op, from: pnn, pid: 0, to: pnn, as: "self", body } as const;
  world.post(daemon, { type: "CLIENT_CONTROL", request } as SocketEvent, world.localDelayUs(daemon.host));
}

/** Sends something from a daemon to one of its clients: one socket, in order. */
export function toClient(world: World, client: Process, event: { readonly type: string }): void {
  const atUs = Math.max(client.fromDaemonUs, world.kernel.nowUs + world.localDelayUs(client.host));
  client.fromDaemonUs = atUs;
  world.post(client, event, atUs - world.kernel.nowUs);
}

/** A procedure asks nodes something: the answers will be found in its frame. */
export function ask(world: World, process: Process, activation: Activation, effect: Ask): void {
  const { op, as, to, body: common, bodies } = effect;
  const batch: Batch = {
    id: world.nextBatch++,
    op,
    targets: to,
    replies: to.map(() => null),
    pending: to.length,
    failed: 0,
    inOrder: [],
  };
  activation.c.f.batch = batch;
  if (batch.pending === 0) return;
  const revision = as === "leader" && world.scenario.fencing === true ? grantBehind(process) : 0;
  const { pnn: from } = process.host;
  const { pid } = process;
  process.questions.push({ batch, firstId: world.nextRequest, activation });
  for (let index = 0; index < to.length; index += 1) {
    const given = bodies?.[index] ?? common;
    const body = revision === 0 ? given : { ...given, revision };
    const request: Request = { id: world.nextRequest++, op, from, pid, to: to[index] as number, as, body };
    toDaemon(world, process, { type: "CLIENT_CONTROL", request });
  }
  setTimer(world, process, batch.id, { type: "ANSWERS_DUE", batch: batch.id } as SocketEvent, effect.timeoutUs);
}

/** Number of the lock grant by which a recovery daemon, or a helper of it, acts; 0: none. */
function grantBehind(process: Process): number {
  if (process.program === "recoverd") return grantOf(process.data as RecoverdData);
  const isHelper = process.program === "recovery-helper" || process.program === "takeover-helper";
  return isHelper ? (process.data as RecoveryHelperData | TakeoverHelperData).grant : 0;
}

/** An answer has come: note it where the question came from, at whatever depth of the stack that is. */
export function noteAnswer(world: World, process: Process, requestId: number, reply: Reply): void {
  const { questions } = process;
  const place = placeOf(questions, requestId);
  const asked = questions[place];
  if (asked === undefined) return;
  const { batch, firstId, activation } = asked;
  const index = requestId - firstId;
  // It is none of the last that were asked, or it came too late.
  if (index >= batch.replies.length || batch.replies[index] !== null) return;
  batch.replies[index] = reply;
  batch.pending -= 1;
  if (reply.status !== 0) noteFailure(batch, index);
  wake(activation);
  if (batch.pending > 0) return;
  takeOut(questions, place);
  cancelTimer(world, process, batch.id);
}

/** Where what was asked last stands, of all that was asked no later than a number; -1: nothing was. */
function placeOf(questions: readonly OpenQuestions[], requestId: number): number {
  let low = 0;
  let high = questions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((questions[middle] as OpenQuestions).firstId <= requestId) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function noteFailure(batch: Batch, index: number): void {
  batch.failed += 1;
  batch.inOrder.push(index);
}

/** The time for a batch is over: what is missing has failed. */
export function failOpenAnswers(process: Process, batchId: number): void {
  const { questions } = process;
  const place = questions.findIndex(({ batch }) => batch.id === batchId);
  if (place < 0) return;
  const { batch, activation } = takeOut(questions, place);
  for (const [index, reply] of batch.replies.entries()) {
    if (reply !== null) continue;
    batch.replies[index] = failed;
    batch.pending -= 1;
    noteFailure(batch, index);
  }
  wake(activation);
}

/** A daemon gets a control of its own host: for itself, or to forward. Gives it back if it is for itself. */
export function routeControl(world: World, daemon: Process, request: Request): Request | undefined {
  if (request.to === daemon.host.pnn) return request;
  const data = daemon.data as CtdbdData;
  if (((data.flagsOf[request.to] ?? FLAG.disconnected) & FLAG.disconnected) !== 0) {
    answerClient(world, daemon, request, failed);
    return undefined;
  }
  daemon.forwarded.set(request.id, request);
  world.network.send(daemon.host.pnn, request.to, { kind: "control", request });
  return undefined;
}

/** A daemon answers a control: to a client of its host, or over the network. */
export function sendReply(world: World, daemon: Process, request: Request, reply: Reply): void {
  if (request.pid === 0) return;
  if (request.from === daemon.host.pnn) answerClient(world, daemon, request, reply);
  else world.network.send(daemon.host.pnn, request.from, { kind: "reply", request, reply });
}

/** A peer's answer reaches the daemon that forwarded the control. */
export function forwardReply(world: World, daemon: Process, request: Request, reply: Reply): void {
  if (daemon.forwarded.delete(request.id)) answerClient(world, daemon, request, reply);
}

/** A peer is gone: every control forwarded to it fails. */
export function failForwarded(world: World, daemon: Process, peer: number): void {
  const { forwarded } = daemon;
  for (const request of forwarded.values()) {
    if (request.to !== peer) continue;
    forwarded.delete(request.id);
    answerClient(world, daemon, request, failed);
  }
}

/** Nodes a message goes to, as its sender's daemon sees them. */
export function messageTargets(daemon: Process, to: Audience): readonly number[] {
  const data = daemon.data as CtdbdData;
  if (to === "self") return [data.pnn];
  const targets: number[] = [];
  for (let pnn = 0; pnn < data.flagsOf.length; pnn += 1)
    if (pnn === data.pnn ? to !== "peers" : to === "all" || isConnected(data, pnn)) targets.push(pnn);
  return targets;
}

function answerClient(world: World, daemon: Process, request: Request, reply: Reply): void {
  toClientOf(world, daemon, request.pid, { type: "ANSWER", request, reply } as SocketEvent);
}

/** Sends something to the client of that pid, if this daemon has one: whoever came by another daemon is none of its own. */
export function toClientOf(world: World, daemon: Process, pid: number, event: { readonly type: string }): void {
  const client = daemon.host.processes.get(pid);
  if (client?.daemon === daemon) toClient(world, client, event);
}

/** Hands a message to the recovery daemon of a main daemon. */
export function toRecoverd(world: World, daemon: Process, message: MessageBody): void {
  const { recoverd } = daemon.host;
  if (recoverd?.daemon === daemon) toClient(world, recoverd, message);
}
