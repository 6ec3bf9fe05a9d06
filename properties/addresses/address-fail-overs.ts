import { type ObservationType, type Pnn, type TraceEvent, UNKNOWN } from "../../model/index.ts";
import type { HostView, Picture } from "../picture/index.ts";
import { DeadLinks, deadLinkTypes } from "./dead-links.ts";
import { type KnownAddresses, knownAddressTypes } from "./known-addresses.ts";

/** What it is folded from, beside what is known of the hosts. */
export const addressFailOverTypes = [
  "address-announced",
  "host-paused",
  "host-resumed",
  "service-down",
  "service-up",
  ...deadLinkTypes,
  ...knownAddressTypes,
] as const satisfies readonly ObservationType[];

/** What changes which addresses are served. */
const changes: ReadonlySet<ObservationType> = new Set([
  "address-added",
  "address-removed",
  "host-crashed",
  "process-started",
  "process-exited",
  ...addressFailOverTypes,
]);

/** An address that is not served. */
interface Gone {
  readonly sinceUs: number;
  /** The host that serves it again as soon as it is well; -1: none. */
  readonly keeper: Pnn;
  /** That host has announced it since. */
  readonly isMoved: boolean;
}

/**
 * How long public addresses that clients have used are not served, from the fault to the announcement. An address is served by
 * a host that has it on an interface with a link, does not stand still, all of whose services work, and whose main daemon runs. One that is not is back
 * when such a host announces it, which may be the same one; if that only stood still, or its service was down, and it serves as
 * before, nothing was failed over. Addresses that nobody has had yet do not count, nor those that no node knows any more, nor do cuts between nodes: clients may reach
 * either side.
 */
export class AddressFailOvers {
  /** How long each took, in the order of their ends; one that is open at the end counts up to there. */
  readonly tookUs: number[] = [];
  /** Those that have ended. */
  count = 0;
  private readonly picture: Picture;
  private readonly known: KnownAddresses;
  /** Addresses that have been served; null: they are. */
  private readonly gone = new Map<string, Gone | null>();
  /** Hosts that stand still, and how many services of each host are down. */
  private readonly still = new Set<Pnn>();
  private readonly down: number[];
  private readonly links = new DeadLinks();

  constructor(picture: Picture, known: KnownAddresses) {
    this.picture = picture;
    this.known = known;
    this.down = picture.hosts.map(() => 0);
  }

  /** The longest of them. */
  get longestUs(): number {
    return this.tookUs.reduce((longest, us) => Math.max(longest, us), 0);
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    this.known.observe(event);
    if (!changes.has(event.type)) return;
    const isProcess = event.type === "process-started" || event.type === "process-exited";
    if (isProcess && event.program !== "ctdbd") return;
    this.note(event);
    if (event.type === "address-known" || event.type === "address-leaving") this.forget(event.address);
    if (event.type === "address-announced" || event.type === "address-changed-interface")
      this.announced(event.address, event.host, event.atUs);
    else this.look(event.atUs);
  }

  /** The trace ends: what is open counts up to here. */
  finish(endUs: number): void {
    for (const gone of this.gone.values()) if (gone !== null) this.tookUs.push(endUs - gone.sinceUs);
  }

  /** What no node knows any more is not missed. */
  private forget(address: string): void {
    if (!this.isKnown(address)) this.gone.delete(address);
  }

  private isKnown(address: string): boolean {
    return !this.known.hasChanged || this.picture.hosts.some(({ pnn }) => this.known.of(pnn).includes(address));
  }

  private note(event: TraceEvent): void {
    const { host, type } = event;
    this.links.observe(event);
    if (type === "host-paused") this.still.add(host);
    if (type === "host-resumed" || type === "host-crashed") this.still.delete(host);
    if (type === "service-down") this.down[host] = (this.down[host] ?? 0) + 1;
    if (type === "service-up") this.down[host] = (this.down[host] ?? 0) - 1;
    if (type !== "process-exited" && type !== "host-crashed") return;
    for (const [address, gone] of this.gone)
      if (gone?.keeper === host) this.gone.set(address, { ...gone, keeper: UNKNOWN });
  }

  private announced(address: string, by: Pnn, atUs: number): void {
    const host = this.picture.hosts[by];
    if (!this.isKnown(address)) return;
    const gone = this.gone.get(address) ?? null;
    if (host !== undefined && this.serves(host, address)) this.isBack(address, atUs, true);
    else if (gone !== null) this.gone.set(address, { ...gone, keeper: by, isMoved: true });
  }

  private isBack(address: string, atUs: number, isMoved: boolean): void {
    const gone = this.gone.get(address) ?? null;
    this.gone.set(address, null);
    if (gone === null || !isMoved) return;
    this.count += 1;
    this.tookUs.push(atUs - gone.sinceUs);
  }

  private look(atUs: number): void {
    const served = new Set<string>();
    /** Who would serve an address if it were well. */
    const keepers = new Map<string, Pnn>();
    for (const host of this.picture.hosts) this.noteAddresses(host, served, keepers);
    for (const [address, gone] of this.gone) {
      if (gone !== null) this.lookAtKeeper(address, gone, atUs);
      else if (!served.has(address))
        this.gone.set(address, { sinceUs: atUs, keeper: keepers.get(address) ?? UNKNOWN, isMoved: false });
    }
  }

  private noteAddresses(host: HostView, served: Set<string>, keepers: Map<string, Pnn>): void {
    for (const address of host.addresses.keys())
      if (this.serves(host, address)) served.add(address);
      else if (host.ctdbd !== 0) keepers.set(address, host.pnn);
  }

  private lookAtKeeper(address: string, { keeper, isMoved }: Gone, atUs: number): void {
    const host = this.picture.hosts[keeper];
    if (host?.addresses.has(address) === true && this.serves(host, address)) this.isBack(address, atUs, isMoved);
  }

  /** Do clients who come by that address of it get what they want? */
  private serves({ ctdbd, pnn }: HostView, address: string): boolean {
    const isWell = ctdbd !== 0 && !this.still.has(pnn) && this.down[pnn] === 0;
    return isWell && this.links.deadUnder(pnn, address) === undefined;
  }
}
