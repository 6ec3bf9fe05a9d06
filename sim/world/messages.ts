import type { AnyEvent, Effect, Pnn, ServiceMessage } from "../../model/index.ts";
import { toClientOf, toDaemon } from "./controls.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

type MessageEffect = Extract<
  Effect,
  { readonly kind: "register" | "deregister" | "sendMessage" | "passMessage" | "deliver" }
>;

/** Brings a message, or what is said of messages, one stretch further: from a client, between daemons, to a client. */
export function carry(world: World, process: Process, effect: MessageEffect): void {
  switch (effect.kind) {
    case "register":
      return toDaemon(world, process, { type: "CLIENT_REGISTERS", registration: effect.registration });
    case "deregister":
      return toDaemon(world, process, { type: "CLIENT_DEREGISTERS", registration: effect.registration });
    case "sendMessage":
      return toDaemon(world, process, { type: "CLIENT_SENDS", to: effect.to, message: effect.message });
    case "passMessage":
      return passOn(world, process, effect.to, effect.message);
    case "deliver":
      return toClientOf(world, process, effect.pid, { type: "MESSAGE", message: effect.message } as AnyEvent);
  }
}

/** A daemon passes a message on; to itself it comes through the queue, as from anybody else. */
function passOn(world: World, daemon: Process, to: Pnn, message: ServiceMessage): void {
  const { pnn } = daemon.host;
  if (to === pnn) world.post(daemon, { type: "SERVICE_MESSAGE", message } as AnyEvent, 0);
  else if (to >= 0 && to < world.scenario.nodes) world.network.send(pnn, to, { kind: "service-message", message });
}
