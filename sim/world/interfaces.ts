import type { Effect } from "../../model/index.ts";
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
  if (effect.op === "list") activation.c.f.interfaces = [...host.addresses];
  else if (effect.op === "add") addAddress(world, host, effect.address);
  else removeAddress(world, host, effect.address);
}

/** The kernel of a host has an address from now on. */
function addAddress(world: World, host: Host, address: string): void {
  world.connections.announce(host, address);
  if (host.addresses.has(address)) return;
  host.addresses.add(address);
  world.emit(host.pnn, { type: "address-added", address });
}

/** It has it no more. */
function removeAddress(world: World, host: Host, address: string): void {
  if (host.addresses.delete(address)) world.emit(host.pnn, { type: "address-removed", address });
}
