import { defaultInterface, type Effect } from "../../model/index.ts";
import type { Activation } from "./fibers.ts";
import type { Host, Process } from "./process.ts";
import type { World } from "./world.ts";

/** What a process does with the public addresses of its host's kernel. */
export function interfaces(
  world: World,
  { host }: Process,
  activation: Activation,
  effect: Extract<Effect, { kind: "interface" }>,
): void {
  if (effect.op === "list") activation.c.f.interfaces = [...host.addresses.keys()];
  else if (effect.op === "add") addAddress(world, host, effect.address, effect.to);
  else if (effect.op === "move") moveAddress(world, host, effect.address, effect.to);
  else removeAddress(world, host, effect.address);
}

/** The kernel of a host has an address from now on. */
function addAddress(world: World, host: Host, address: string, to: string): void {
  world.connections.announce(host, address);
  if (host.addresses.has(address)) return;
  host.addresses.set(address, to);
  const where = to === defaultInterface ? {} : { interface: to };
  world.emit(host.pnn, { type: "address-added", address, ...where });
}

/** It has it on that interface, wherever it was; the script tells the neighbours so. */
function moveAddress(world: World, host: Host, address: string, to: string): void {
  if (!host.addresses.has(address)) return addAddress(world, host, address, to);
  if (host.addresses.get(address) === to) return;
  world.connections.announce(host, address);
  host.addresses.set(address, to);
  world.emit(host.pnn, { type: "address-changed-interface", address, interface: to });
}

/** It has it no more. */
function removeAddress(world: World, host: Host, address: string): void {
  if (host.addresses.delete(address)) world.emit(host.pnn, { type: "address-removed", address });
}
