import type { Pnn } from "../../model/index.ts";
import type { Travel } from "../network/index.ts";
import { outlineOf, type ProcessOutline, packetDatabase, packetName, type World } from "../world/index.ts";

/** One packet between two hosts. */
export interface Flight {
  readonly from: Pnn;
  readonly to: Pnn;
  /** What it is about. */
  readonly name: string;
  /** The database it is about; absent: none. */
  readonly db?: string;
  readonly sentUs: number;
  /** Filled in when its daemon is given it; until then, and for good if it is lost: absent. */
  arrivedUs?: number;
}

/** Who looks on while a run is made. Nothing of it reaches the run. */
export interface Watch {
  /** A packet is sent. */
  readonly packet?: (flight: Flight) => void;
  /** A process on this host asks what the lock is kept in: a system call on the lock file, or a request to the service. */
  readonly asked?: (host: Pnn) => void;
  /** The processes of a host as they stand once an event was handled there; most of them have not changed. */
  readonly outline?: (atUs: number, host: Pnn, processes: readonly ProcessOutline[]) => void;
}

/** Tells of every packet when it is sent, and notes on it when it arrives. */
export function followPackets(world: World, packet: NonNullable<Watch["packet"]>): void {
  const { network, kernel } = world;
  const flights = new Map<Travel<unknown>, Flight>();
  network.onSend = (travel) => {
    if (travel.packet === null) return;
    const { from, to } = travel.link;
    const db = packetDatabase(travel.packet);
    const about = { name: packetName(travel.packet), ...(db === undefined ? {} : { db }) };
    const flight: Flight = { from, to, ...about, sentUs: kernel.nowUs };
    flights.set(travel, flight);
    packet(flight);
  };
  network.onArrive = (travel) => {
    const flight = flights.get(travel);
    if (flight === undefined) return;
    flight.arrivedUs = kernel.nowUs;
    flights.delete(travel);
  };
}

/** Shows a host, or every host if it is -1. */
export function lookAt(world: World, pnn: Pnn, outline: NonNullable<Watch["outline"]>): void {
  for (const host of pnn < 0 ? world.hosts : [world.host(pnn)]) {
    const processes = [...host.processes.values()].map((process) => outlineOf(world, process));
    outline(world.kernel.nowUs, host.pnn, processes);
  }
}
