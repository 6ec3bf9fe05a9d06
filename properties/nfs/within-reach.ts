import { graceDesigns, type ObservationType, type Pnn, type TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { ServersOfAddresses, serverTypes } from "./servers-of-addresses.ts";
import { wayOf } from "./way-of-user.ts";
import { WayToHosts, wayTypes } from "./way-to-hosts.ts";

/** What it is folded from. */
export const reachTypes = [...wayTypes, ...serverTypes] as const satisfies readonly ObservationType[];

/**
 * Which clients have somebody who could tell them anything: a host that runs has their address. Where each address has a
 * server of its own, that one must have come up too: it waits for all the others first (facts/ip-nfs.md §5.6).
 */
export class WithinReach {
  private readonly way = new WayToHosts();
  /** Absent: servers are of hosts. */
  private readonly servers: ServersOfAddresses | undefined;
  private readonly setting: Setting;
  private nowUs = 0;

  constructor(setting: Setting) {
    this.setting = setting;
    const { nfs } = setting;
    this.servers =
      nfs !== undefined && graceDesigns[nfs.grace].servers === "of-address" ? new ServersOfAddresses() : undefined;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    this.way.observe(event);
    this.nowUs = event.atUs;
    this.servers?.observe(event);
  }

  /** Where each address has a server of its own: are all there? One that is down holds up all others. */
  get areAllUp(): boolean {
    return this.servers?.areAllUp !== false;
  }

  /** The addresses by which a host can be reached now. */
  addressesOf(host: Pnn): readonly string[] {
    return this.way.addressesOf(host);
  }

  /** Could this client be told anything now? */
  has(client: number): boolean {
    const { nfs, nodes } = this.setting;
    const user = nfs?.users[client];
    if (user === undefined) return false;
    const way = wayOf(user, this.nowUs);
    if ("node" in way) return this.way.isRunning(way.node);
    for (let host = 0; host < nodes; host += 1)
      if (this.way.serves(host, way.address) && this.isUp(host, way.address)) return true;
    return false;
  }

  private isUp(host: Pnn, address: string): boolean {
    return this.servers === undefined || this.servers.isUp(host, address);
  }
}
