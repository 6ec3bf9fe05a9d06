import { type AnyEvent, type CtdbdData, type MessageBody, type Request, UNKNOWN } from "../../model/index.ts";
import { failOpenAnswers, forwardReply, messageTargets, noteAnswer, routeControl, toRecoverd } from "./controls.ts";
import type { Effects } from "./effects.ts";
import type { SocketEvent } from "./packet.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** What reaches processes over sockets: controls, their answers, messages, packets of peers. */
export class Sockets {
  private readonly world: World;
  private readonly effects: Effects;
  private readonly toRules: (process: Process, event: AnyEvent) => void;

  constructor(world: World, effects: Effects, toRules: (process: Process, event: AnyEvent) => void) {
    this.world = world;
    this.effects = effects;
    this.toRules = toRules;
  }

  /** A daemon has learnt of a connection. */
  noteLink(process: Process, { type, peer }: AnyEvent & { readonly peer: number }): void {
    const { network } = this.world;
    const { pnn } = process.host;
    if (type === "LINK_OUT_UP") network.note(network.link(pnn, peer), "from");
    else network.note(network.link(peer, pnn), "to");
  }

  /** Handles what came over a socket. */
  handle(process: Process, event: SocketEvent): void {
    const { world } = this;
    switch (event.type) {
      case "ANSWER":
        return noteAnswer(world, process, event.request.id, event.reply);
      case "ANSWERS_DUE":
        return failOpenAnswers(process, event.batch);
      case "CLIENT_CONTROL": {
        const own = routeControl(world, process, event.request);
        if (own !== undefined) this.control(process, own);
        return;
      }
      case "LATE_CONTROL":
        return this.toRules(process, { type: event.request.op, request: event.request } as AnyEvent);
      case "CLIENT_MESSAGE":
        for (const pnn of messageTargets(process, event.to)) {
          if (pnn !== process.host.pnn)
            world.network.send(process.host.pnn, pnn, { kind: "message", message: event.message });
          else if (!this.isOwnLateCall(event.message)) toRecoverd(world, process, event.message);
        }
        return;
      case "CLIENT_REGISTERS":
      case "CLIENT_DEREGISTERS":
      case "CLIENT_SENDS":
      case "CLIENT_CALL":
        return this.toRules(process, event);
      case "PEER_PACKET":
        return this.packet(process, event.from, event.packet);
    }
  }

  /**
   * A daemon that hears its own call for an election after its vote has ended waits for a vote that never comes: F2
   * once more. While election-follows-unknown is in force the call does not come back to its sender.
   */
  private isOwnLateCall(message: MessageBody): boolean {
    return this.world.keepsBursts && message.type === "LEADER" && message.leader === UNKNOWN;
  }

  private packet(
    process: Process,
    from: number,
    packet: Extract<SocketEvent, { type: "PEER_PACKET" }>["packet"],
  ): void {
    const data = process.data as CtdbdData;
    data.received[from] = (data.received[from] ?? 0) + 1;
    switch (packet.kind) {
      case "control":
        return this.control(process, packet.request);
      case "reply":
        return forwardReply(this.world, process, packet.request, packet.reply);
      case "message":
        return toRecoverd(this.world, process, packet.message);
      case "service-message":
        return this.toRules(process, { type: "SERVICE_MESSAGE", message: packet.message } as AnyEvent);
      case "record":
        return this.toRules(process, { type: packet.packet.op, packet: packet.packet } as AnyEvent);
      case "keepalive":
        if (packet.sender !== undefined)
          this.toRules(process, { type: "KEEPALIVE", peer: from, sender: packet.sender } as AnyEvent);
        return;
    }
  }

  /** A control reaches its node: faults may hold it back or let it fail. */
  private control(process: Process, request: Request): void {
    const { host } = process;
    const { controlFaults } = host;
    const fault =
      controlFaults.length === 0 ? undefined : controlFaults.find(({ op, left }) => op === request.op && left > 0);
    if (fault === undefined) return this.toRules(process, { type: request.op, request } as AnyEvent);
    fault.left -= 1;
    if (fault.fail) {
      this.effects.process = process;
      this.effects.effect({ kind: "reply", request, reply: { status: -1 }, why: "injected failure" });
    } else {
      this.world.emit(host.pnn, { type: "control-delayed", op: request.op, from: request.from, byUs: fault.byUs });
      this.world.post(process, { type: "LATE_CONTROL", request } as AnyEvent, fault.byUs);
    }
  }
}
