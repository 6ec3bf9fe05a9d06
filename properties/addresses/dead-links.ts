import {
  defaultInterface,
  namedInterfaces,
  type ObservationType,
  type Pnn,
  type TraceEvent,
} from "../../model/index.ts";
import type { Setting } from "../property.ts";

/** What it is folded from. */
export const deadLinkTypes = [
  "link-down",
  "link-up",
  "address-added",
  "address-removed",
  "address-changed-interface",
  "host-crashed",
] as const satisfies readonly ObservationType[];

const types: ReadonlySet<ObservationType> = new Set(deadLinkTypes);

interface Host {
  /** Interfaces without a link. */
  readonly down: Set<string>;
  /** Where the kernel has each of its addresses. */
  readonly where: Map<string, string>;
}

/** Which interfaces have no link, whoever knows of it, and what is on them. */
export class DeadLinks {
  readonly #hosts = new Map<Pnn, Host>();
  readonly #interfaces: ReadonlyMap<string, readonly string[]>;

  constructor({ publicAddresses = [] }: Pick<Setting, "publicAddresses"> = {}) {
    this.#interfaces = namedInterfaces(publicAddresses);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (!types.has(event.type)) return;
    const host = this.#hosts.get(event.host) ?? { down: new Set(), where: new Map() };
    this.#hosts.set(event.host, host);
    if (event.type === "link-down") host.down.add(event.interface);
    if (event.type === "link-up") host.down.delete(event.interface);
    if (event.type === "address-added") host.where.set(event.address, event.interface ?? defaultInterface);
    if (event.type === "address-changed-interface") host.where.set(event.address, event.interface);
    if (event.type === "address-removed") host.where.delete(event.address);
    if (event.type === "host-crashed") host.where.clear();
  }

  /** The interface without a link that a host has an address on; undefined: it has it on none such. */
  deadUnder(host: Pnn, address: string): string | undefined {
    const { down, where } = this.#hosts.get(host) ?? {};
    const name = where?.get(address);
    return name !== undefined && down?.has(name) === true ? name : undefined;
  }

  /** Has a host an address on an interface with a link? */
  isReached(host: Pnn, address: string): boolean {
    const { down, where } = this.#hosts.get(host) ?? {};
    const name = where?.get(address);
    return name !== undefined && down?.has(name) !== true;
  }

  /** The addresses that a host has on interfaces with a link. */
  reachedOn(host: Pnn): readonly string[] {
    return [...(this.#hosts.get(host)?.where.keys() ?? [])].filter((address) => this.isReached(host, address));
  }

  /** The addresses that a host has on interfaces without a link. */
  deadOn(host: Pnn): readonly string[] {
    const { down, where } = this.#hosts.get(host) ?? {};
    if (down === undefined || down.size === 0) return [];
    return [...(where?.keys() ?? [])].filter((address) => this.deadUnder(host, address) !== undefined);
  }

  /** Could a host have an address on an interface that has a link? */
  hasLinkFor(host: Pnn, address: string): boolean {
    const { down } = this.#hosts.get(host) ?? {};
    return interfacesFor(this.#interfaces, address).some((name) => down?.has(name) !== true);
  }
}

/** On which interfaces an address may be: where nothing is said, on the default one. */
export function interfacesFor(named: ReadonlyMap<string, readonly string[]>, address: string): readonly string[] {
  return named.get(address) ?? [defaultInterface];
}
