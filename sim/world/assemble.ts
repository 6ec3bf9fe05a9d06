import { type AnyEvent, type Model, type Pnn, resendMaxUs, type Scenario, versionOn } from "../../model/index.ts";
import type { Choices } from "../choices/index.ts";
import type { Handler } from "../kernel/index.ts";
import { Network, type Travel } from "../network/index.ts";
import { Connections } from "./connections.ts";
import { DatabaseFiles } from "./database-files.ts";
import { note } from "./fibers.ts";
import { newHost } from "./hosts.ts";
import { KIND } from "./kinds.ts";
import { NfsSide } from "./nfs.ts";
import type { Packet } from "./packet.ts";
import type { Process, Timer } from "./process.ts";
import { Runtime } from "./runtime.ts";
import { LockService } from "./service.ts";
import { LockStorage, type PendingCall } from "./storage.ts";
import { type Envelope, World } from "./world.ts";

/**
 * A world at time 0: machines switched off, network and storage there.
 *
 * @param handled told after each event of the kernel on which host it was (-1: on any)
 */
export function assemble(
  scenario: Scenario,
  model: Model,
  choices: Choices,
  handled?: (host: Pnn) => void,
): { readonly world: World; readonly runtime: Runtime } {
  const world = new World(scenario, model, choices);
  const runtime = new Runtime(world);
  for (let pnn = 0; pnn < scenario.nodes; pnn += 1)
    world.hosts.push(newHost(pnn, scenario.clockOffsetUs[pnn] ?? 0, versionOn(scenario.ctdb, pnn)));
  world.storage = new LockStorage({
    nodes: scenario.nodes,
    path: scenario.lockSettings?.[0] ?? "",
    emit: (host, observation) => world.emit(host, observation),
    schedule: (pending, when) => {
      const delayUs = when === "now" ? 0 : world.draw("storage", scenario.timing.storageUs, pending.process.host.pnn);
      world.kernel.schedule(world.kernel.nowUs + delayUs, KIND.io, pending.process.host.pnn, pending);
    },
  });
  world.service = new LockService(world, (process) => runtime.served(process));
  world.computed = (process) => runtime.served(process);
  world.files = new DatabaseFiles({
    done: (process, activation, result) => {
      if (process.blocked === activation) {
        note(activation, "file", result);
        world.later(0, () => runtime.served(process));
      } else world.post(process, { type: "FILE_DONE", activation, result } as AnyEvent, 0);
    },
    onTurn: (host, action) => {
      if (host.slowDiskUs === 0) return false;
      world.later(host.slowDiskUs, action);
      return true;
    },
    onDisk: (host, isSynced, action) => {
      const { timing } = scenario;
      world.later(isSynced ? world.draw("disk", timing.diskUs ?? timing.storageUs, host.pnn) : 0, action);
    },
  });
  world.connections = new Connections(world);
  world.network = newNetwork(world);
  if (scenario.nfs !== undefined) world.nfs = new NfsSide(world, scenario.nfs);
  const { kernel } = world;
  const handlers: Record<keyof typeof KIND, Handler> = {
    arrive: (_, payload) => runtime.arrive((payload as Envelope).process, (payload as Envelope).event),
    timer: (_, payload) => runtime.fire(payload as Timer),
    network: (_, payload) => world.network.arrive(payload as Travel<Packet>),
    exec: (_, payload) => runtime.begin(payload as Process),
    io: (_, payload) => runtime.io(payload as PendingCall),
    action: (_, payload) => (payload as () => void)(),
  };
  for (const name of Object.keys(KIND) as (keyof typeof KIND)[]) kernel.register(told(handlers[name], handled));
  return { world, runtime };
}

/** Nobody who looks on: nothing stands between the kernel and its handler. */
function told(handler: Handler, handled: ((host: Pnn) => void) | undefined): Handler {
  if (handled === undefined) return handler;
  return (target, payload) => {
    handler(target, payload);
    handled(target);
  };
}

function newNetwork(world: World): Network<Packet> {
  const { kernel, scenario } = world;
  return new Network<Packet>(scenario.nodes, {
    nowUs: () => kernel.nowUs,
    schedule: (atUs, travel) => kernel.schedule(atUs, KIND.network, travel.link.to, travel),
    cancel: (ticket) => {
      kernel.cancel(ticket);
    },
    latencyUs: (from, to) =>
      world.draw("network", world.timing.networkUs, world.linkOf(from, to)) + world.slownessUs(from, to),
    resendUs: (stuckUs, from, to) => world.draw("network", [0, Math.min(stuckUs, resendMaxUs)], world.linkOf(from, to)),
    isUp: (pnn) => world.host(pnn).up,
    deliver: (to, from, packet) => {
      const daemon = world.host(to).ctdbd;
      if (daemon !== null) runtimeArrive(world, daemon, { type: "PEER_PACKET", from, packet } as AnyEvent);
    },
    closed: (at, peer) => {
      const daemon = world.host(at).ctdbd;
      if (daemon !== null) runtimeArrive(world, daemon, { type: "LINK_CLOSED", peer } as AnyEvent);
    },
  });
}

/** The network hands over through the queue, so that it never runs a daemon while another one is running. */
function runtimeArrive(world: World, process: Process, event: AnyEvent): void {
  world.post(process, event, 0);
}
