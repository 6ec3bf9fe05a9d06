import type { AnyEvent, Destination, Pnn, Registration, ServiceMessage } from "../../model/index.ts";
import { toClient, toDaemon } from "./controls.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** A client sends its daemon one message for others. */
export function sendMessage(world: World, client: Process, to: Destination, message: ServiceMessage): void {
  toDaemon(world, client, { type: "CLIENT_SENDS", to, message });
}

/** A client tells its daemon what it wants to be handed, or no more. */
export function register(world: World, client: Process, registration: Registration, isOn: boolean): void {
  toDaemon(world, client, { type: isOn ? "CLIENT_REGISTERS" : "CLIENT_DEREGISTERS", registration });
}

/** A daemon passes a message on; to itself it comes through the queue, as from anybody else. */
export function passMessage(world: World, daemon: Process, to: Pnn, message: ServiceMessage): void {
  const { pnn } = daemon.host;
  if (to === pnn) world.post(daemon, { type: "SERVICE_MESSAGE", message } as AnyEvent, 0);
  else if (to >= 0 && to < world.scenario.nodes) world.network.send(pnn, to, { kind: "service-message", message });
}

/** A daemon hands a message to one of its clients. */
export function deliver(world: World, daemon: Process, pid: number, message: ServiceMessage): void {
  const client = daemon.host.processes.get(pid);
  if (client?.daemon === daemon) toClient(world, client, { type: "MESSAGE", message } as AnyEvent);
}
