import { powerCycle } from "./hosts.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/**
 * Whoever has an address still that another node takes is switched off and on again (assumption expelled-nodes-are-fenced):
 * it is cut off, and was not asked to release it.
 */
export function fenceHolders(world: World, taker: Host, address: string): void {
  for (const host of world.hosts) if (host !== taker && host.up && host.addresses.has(address)) powerCycle(world, host);
}
