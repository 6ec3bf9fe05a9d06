import type { CtdbdData, EventName } from "../../model/index.ts";
import { interfacesOf } from "./configured.ts";
import { tellDaemon } from "./controls.ts";
import type { Host } from "./process.ts";
import type { World } from "./world.ts";

/** Has the kernel of this host the address, on an interface without a link? */
export function isUnlinked({ addresses, linksDown }: Host, address: string): boolean {
  return linksDown.length > 0 && linksDown.includes(addresses.get(address) ?? "");
}

/** Do packets to an address reach this host? Its kernel has it, on an interface that has a link. */
export function isReached(host: Host, address: string): boolean {
  return host.up && host.addresses.has(address) && !isUnlinked(host, address);
}

/**
 * What 10.interface does about links: it tells the daemon which interfaces have one, as far as that is news to it, and fails the
 * event if one has none; not at a start, nor where one that has a link will do.
 *
 * @returns does it fail?
 */
export function checkLinks(world: World, host: Host, event: EventName): boolean {
  const daemon = host.ctdbd;
  if (daemon === null || (event !== "monitor" && event !== "startup")) return false;
  const all = Object.values((daemon.data as CtdbdData).interfaces);
  const isDown = (name: string): boolean => host.linksDown.includes(name);
  for (const { name, isUp } of all)
    if (isUp === isDown(name)) tellDaemon(world, daemon, "SET_IFACE_LINK_STATE", { interface: name, on: !isUp });
  if (event === "startup" || !all.some(({ name }) => isDown(name))) return false;
  return world.k.partiallyOnlineInterfaces === 0 || all.every(({ name }) => isDown(name));
}

/**
 * An interface of a host loses its link; gives back how it gets it back.
 *
 * @param only which; absent: each that an address of the host may be on
 */
export function cutLink(world: World, host: Host, only: string | undefined): () => void {
  const names = only === undefined ? interfacesOf(world, host) : [only];
  for (const name of names) {
    host.linksDown.push(name);
    if (timesDown(host, name) === 1) world.emit(host.pnn, { type: "link-down", interface: name });
  }
  return () => {
    for (const name of names) {
      host.linksDown.splice(host.linksDown.indexOf(name), 1);
      if (timesDown(host, name) === 0) world.emit(host.pnn, { type: "link-up", interface: name });
    }
  };
}

function timesDown({ linksDown }: Host, name: string): number {
  return linksDown.filter((one) => one === name).length;
}
