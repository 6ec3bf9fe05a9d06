import type { ControlOp, CtdbdData } from "../../model/index.ts";
import type { SocketEvent } from "./packet.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/**
 * What 10.interface does in a monitor event for services that do not register connections themselves: it compares what `ss`
 * shows with the daemon's list, and has it add and remove what differs (facts/ip-nfs.md §2.2).
 */
export function trackConnections(world: World, host: Host): void {
  const { connections } = world;
  const daemon = host.ctdbd;
  if (daemon === null) return;
  const d = daemon.data as CtdbdData;
  const tell = (op: ControlOp, address: string, connection: number): void => {
    const body = { address, connection };
    const request = { id: world.nextRequest++, op, from: host.pnn, pid: 0, to: host.pnn, as: "self", body } as const;
    world.post(daemon, { type: "CLIENT_CONTROL", request } as SocketEvent, world.localDelayUs(host));
  };
  for (const { address, pnn, connections: listed } of Object.values(d.publicAddresses)) {
    if (pnn !== d.pnn || !host.addresses.has(address.text)) continue;
    const shown = connections.on(host, address.text, "nfs").map(({ number }) => number);
    const known = listed.map(({ connection }) => connection);
    for (const one of shown) if (!known.includes(one)) tell("TCP_ADD", address.text, one);
    for (const one of known)
      if (connections.serviceOf(one) === "nfs" && !shown.includes(one)) tell("TCP_REMOVE", address.text, one);
  }
}
