import type { GraceDesign } from "../../model/index.ts";
import { powerCycle } from "./hosts.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/** Is whoever the file system expels, or another node takes over from, switched off and on (assumption expelled-nodes-are-fenced)? */
export function fencesWhoeverIsExpelled({ scenario }: World, { fileSystem, servers }: GraceDesign): boolean {
  return fileSystem !== "drop" && servers === "of-host" && !scenario.dropped.includes("expelled-nodes-are-fenced");
}

/**
 * Whoever has an address still that another node takes is switched off and on again (assumption expelled-nodes-are-fenced):
 * it is cut off, and was not asked to release it.
 */
export function fenceHolders(world: World, taker: Host, address: string): void {
  for (const host of world.hosts) if (host !== taker && host.up && host.addresses.has(address)) powerCycle(world, host);
}
