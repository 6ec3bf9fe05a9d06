import type { KernelAddressFault } from "../../model/index.ts";
import { addByHand, addressesOf, type Host, removeByHand, type World } from "../world/index.ts";

/** Somebody changes public addresses in the kernel of a host, whatever its daemon takes for its own: that finds out by itself. */
export function ipCommand(world: World, host: Host, { command, address }: KernelAddressFault): void {
  if (!host.up) return;
  if (command === "add") return add(world, host, address);
  const there = [...host.addresses.keys()];
  const gone = command === "flush" ? there : [address ?? there[0] ?? ""];
  for (const one of gone) removeByHand(world, host, one);
}

/** Only what stands in its file: nobody would give it another. */
function add(world: World, host: Host, address: string | undefined): void {
  const known = addressesOf(world, host).map(({ text }) => text);
  const chosen = known.find((one) => (address === undefined ? !host.addresses.has(one) : one === address));
  if (chosen !== undefined) addByHand(world, host, chosen);
}
