import type { AnyEvent, ClientCall, Pnn, RecordPacket, SambaClientData } from "../../model/index.ts";
import { toClient, toClientOf } from "./controls.ts";
import type { Process } from "./process.ts";
import type { World } from "./world.ts";

/** A daemon sends a packet about a record; to itself it comes through the queue, as from anybody else. */
export function sendRecord(world: World, daemon: Process, to: Pnn, packet: RecordPacket): void {
  const { pnn } = daemon.host;
  if (to === pnn) world.post(daemon, { type: packet.op, packet } as AnyEvent, 0);
  else if (to >= 0 && to < world.scenario.nodes) world.network.send(pnn, to, { kind: "record", packet });
}

/** A daemon tells one of its clients that its call is answered. */
export function answerCall(world: World, daemon: Process, call: ClientCall, status: number, value?: string): void {
  toClientOf(world, daemon, call.pid, { type: "CALL_ANSWERED", id: call.id, status, value } as AnyEvent);
}

/** A daemon tells those of its clients that came by a public address (`""`: by none) that it leaves this host. */
export function releaseClients(world: World, daemon: Process, address: string): void {
  for (const client of daemon.host.processes.values())
    if (client.program === "samba-client" && client.daemon === daemon && cameBy(client) === address)
      toClient(world, client, { type: "RELEASE_IP" } as AnyEvent);
}

function cameBy({ data }: Process): string {
  return (data as SambaClientData).address;
}
