import type { AddressRecord, ControlOp, CtdbdData } from "../../model/index.ts";
import { tellDaemon } from "./controls.ts";
import type { Host, Process } from "./process.ts";
import type { World } from "./world.ts";

/**
 * What 10.interface does in a monitor event for services that do not register connections themselves: it compares what `ss`
 * shows with the daemon's list, and has it add and remove what differs (facts/ip-nfs.md §2.2).
 */
export function trackConnections(world: World, host: Host): void {
  const daemon = host.ctdbd;
  if (daemon === null) return;
  const { pnn, publicAddresses } = daemon.data as CtdbdData;
  for (const record of Object.values(publicAddresses))
    if (record.pnn === pnn && host.addresses.has(record.address.text)) compare(world, daemon, record);
}

function compare(world: World, daemon: Process, record: AddressRecord): void {
  const { connections } = world;
  const { text } = record.address;
  const shown = connections.on(daemon.host, text, "nfs").map(({ number }) => number);
  const listed = record.connections.map(({ connection }) => connection);
  const gone = listed.filter((one) => connections.serviceOf(one) === "nfs" && !shown.includes(one));
  const tell = (op: ControlOp, connection: number): void =>
    tellDaemon(world, daemon, op, { address: text, connection });
  for (const one of shown) if (!listed.includes(one)) tell("TCP_ADD_DELAYED_UPDATE", one);
  for (const one of gone) tell("TCP_REMOVE", one);
}
