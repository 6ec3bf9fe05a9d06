import { type AddressCommand, type AddressFault, parseAddress, reloadDesigns } from "../../model/index.ts";
import { addressesOf, type Host, isDeleted, spawn, type World } from "../world/index.ts";

/** An administrator gives a command about public addresses, on one node or on each. */
export function addressCommand(world: World, fault: AddressFault): void {
  const hosts = fault.everywhere === true ? world.hosts : [world.host(fault.host)];
  for (const host of hosts) if (!isDeleted(world, host.pnn)) give(world, host, fault);
}

function give(world: World, host: Host, fault: AddressFault): void {
  const { command, address = "", to = -1 } = fault;
  if (command === "reloadips") changeFile(world, host, fault);
  const words = [command, address, ...(command === "moveip" ? [String(to)] : [])].filter((word) => word !== "");
  world.emit(host.pnn, { type: "admin-command", command: words.join(" ") });
  // The tool, and a helper, are clients of the daemon: without one they end at once.
  if (!host.up || host.ctdbd === null) return;
  const { ownProcess } = reloadDesigns[world.scenario.reload ?? "child"];
  if (command === "reloadips" && ownProcess) spawn(world, host, "reload-helper", null, 0);
  else callTool(world, host, { command, address, to });
}

function callTool(world: World, host: Host, addressCommand: AddressCommand): void {
  const { pid } = spawn(world, host, "address-tool", null, 0, { addressCommand });
  const { command, address, to: node } = addressCommand;
  if (command === "moveip") world.emit(host.pnn, { type: "address-move-asked", pid, address, node });
}

/** Whoever reads the file from now on finds what was dropped no more, and at its end what was added. */
function changeFile(world: World, host: Host, { adds = [], drops = [] }: AddressFault): void {
  const kept = addressesOf(world, host).filter(({ text }) => !drops.includes(text));
  const fresh = adds.filter((text) => kept.every((one) => one.text !== text));
  host.addressFile = [...kept, ...fresh.flatMap((text) => parseAddress(text) ?? [])];
  world.emit(host.pnn, { type: "addresses-file-changed", addresses: host.addressFile.map(({ text }) => text) });
}
