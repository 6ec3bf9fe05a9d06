import type { Pnn, TraceEvent } from "../../model/index.ts";
import type { Setting } from "../property.ts";
import { wayOf } from "./way-of-user.ts";
import { WayToHosts } from "./way-to-hosts.ts";

/** The one host that answers by an address. */
export interface Answering {
  readonly host: Pnn;
  readonly address: string;
  /** Since when it has had the address, microseconds. */
  readonly sinceUs: number;
}

/** Who answers a client: not known where nobody has its address, or two have it. */
export class AddressServers {
  private readonly way = new WayToHosts();
  private readonly takenUs = new Map<string, number>();
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    this.way.observe(event);
    if (event.type === "address-added") this.takenUs.set(`${event.host} ${event.address}`, event.atUs);
    // What a host had before it stood still it may have lost meanwhile, its server included.
    if (event.type === "host-resumed")
      for (const address of this.way.addressesOf(event.host)) this.takenUs.set(`${event.host} ${address}`, event.atUs);
  }

  /** The host that answers this client now; undefined: none, or nobody knows which. */
  of(client: number, atUs: number): Answering | undefined {
    const { nfs, nodes } = this.setting;
    const user = nfs?.users[client];
    const way = user === undefined ? undefined : wayOf(user, atUs);
    if (way === undefined || "node" in way) return undefined;
    const { address } = way;
    const hosts = Array.from({ length: nodes }, (_, host): Pnn => host).filter((host) =>
      this.way.serves(host, address),
    );
    const [host] = hosts;
    if (host === undefined || hosts.length > 1) return undefined;
    return { host, address, sinceUs: this.takenUs.get(`${host} ${address}`) ?? atUs };
  }
}
