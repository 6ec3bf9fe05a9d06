import type { Pnn, Scenario, TraceEvent } from "../../model/index.ts";

/**
 * What becomes of public addresses that are changed at run time: of each reload how long it takes, from the command on; of each
 * address how long until it is on a node after the first file has it, or on none after the last file has lost it.
 */
export class AddressChanges {
  /** Reloads that were asked for, and those that failed or did not end. */
  reloads = 0;
  reloadsFailed = 0;
  /** Longest times, microseconds. */
  reloadLongestUs = 0;
  addedLongestUs = 0;
  deletedLongestUs = 0;
  /** What each host's file says. */
  private readonly files = new Map<Pnn, readonly string[]>();
  private readonly asked = new Map<Pnn, number>();
  /** Addresses that were added and are on no node yet, and since when; deleted ones that are on one still. */
  private readonly coming = new Map<string, number>();
  private readonly going = new Map<string, number>();
  /** Who has each address. */
  private readonly on = new Map<string, Set<Pnn>>();

  constructor({ nodes, publicAddresses = [] }: Pick<Scenario, "nodes" | "publicAddresses">) {
    for (let host = 0; host < nodes; host += 1)
      this.files.set(
        host,
        publicAddresses.flatMap(({ address, nodes: of }) => (of?.includes(host) === false ? [] : [address])),
      );
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    switch (event.type) {
      case "addresses-file-changed":
        return this.change(host, event.addresses, atUs);
      case "admin-command":
        if (event.command === "reloadips") this.ask(host, atUs);
        return;
      case "reload-ended":
        return this.end(host, event.ok, atUs);
      case "address-added":
        this.at(event.address).add(host);
        return this.come(event.address, atUs);
      case "address-removed":
        this.at(event.address).delete(host);
        return this.go(event.address, atUs);
      case "host-crashed":
        for (const [address, hosts] of this.on) if (hosts.delete(host)) this.go(address, atUs);
        return;
      default:
    }
  }

  /** The run is over: what is open counts up to here. */
  finish(endUs: number): void {
    for (const host of [...this.asked.keys()]) this.end(host, false, endUs);
    for (const address of [...this.coming.keys()]) this.come(address, endUs);
    for (const sinceUs of this.going.values()) this.deletedLongestUs = Math.max(this.deletedLongestUs, endUs - sinceUs);
  }

  private change(host: Pnn, addresses: readonly string[], atUs: number): void {
    const before = this.files.get(host);
    this.files.set(host, addresses);
    for (const address of addresses) {
      this.going.delete(address);
      if (before?.includes(address) === true || this.at(address).size > 0) continue;
      if (!this.coming.has(address)) this.coming.set(address, atUs);
    }
    for (const [address, hosts] of this.on)
      if (hosts.size > 0 && !this.isInAFile(address)) this.going.set(address, atUs);
    for (const address of [...this.coming.keys()]) if (!this.isInAFile(address)) this.coming.delete(address);
  }

  /** Does the file of any host have it? */
  private isInAFile(address: string): boolean {
    return [...this.files.values()].some((addresses) => addresses.includes(address));
  }

  private ask(host: Pnn, atUs: number): void {
    this.end(host, false, atUs);
    this.asked.set(host, atUs);
    this.reloads += 1;
  }

  private end(host: Pnn, ok: boolean, atUs: number): void {
    const askedUs = this.asked.get(host);
    if (askedUs === undefined) return;
    this.asked.delete(host);
    if (ok) this.reloadLongestUs = Math.max(this.reloadLongestUs, atUs - askedUs);
    else this.reloadsFailed += 1;
  }

  private come(address: string, atUs: number): void {
    const sinceUs = this.coming.get(address);
    this.coming.delete(address);
    if (sinceUs !== undefined) this.addedLongestUs = Math.max(this.addedLongestUs, atUs - sinceUs);
  }

  private go(address: string, atUs: number): void {
    const sinceUs = this.going.get(address);
    if (sinceUs === undefined || this.at(address).size > 0) return;
    this.going.delete(address);
    this.deletedLongestUs = Math.max(this.deletedLongestUs, atUs - sinceUs);
  }

  private at(address: string): Set<Pnn> {
    const hosts = this.on.get(address) ?? new Set<Pnn>();
    this.on.set(address, hosts);
    return hosts;
  }
}
