import { defaultInterface, type Effect, namedInterfaces } from "../../model/index.ts";
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
  world.emit(host.pnn, { type: "address-added", address, ...on(to) });
}

/**
 * Somebody gives the kernel an address, on the first interface that the file of its host names for it. Nobody tells the neighbours:
 * packets go where they went before, if anybody there has it.
 */
export function addByHand(world: World, host: Host, address: string): void {
  if (host.addresses.has(address)) return;
  const to = namedInterfaces(world.scenario.publicAddresses).get(address)?.[0] ?? defaultInterface;
  host.addresses.set(address, to);
  world.emit(host.pnn, { type: "address-added", address, ...on(to), byHand: true });
}

/** Somebody takes an address away from the kernel. */
export function removeByHand(world: World, host: Host, address: string): void {
  if (host.addresses.delete(address)) world.emit(host.pnn, { type: "address-removed", address, byHand: true });
}

/** The default interface is not named. */
function on(to: string): { readonly interface?: string } {
  return to === defaultInterface ? {} : { interface: to };
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
