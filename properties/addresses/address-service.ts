import type { ObservationType, TraceEvent } from "../../model/index.ts";
import type { HostView, Picture } from "../picture/index.ts";
import { Stopwatch } from "../stopwatch.ts";

/** What it is folded from, beside what is known of the hosts. */
export const addressServiceTypes = ["address-announced"] as const satisfies readonly ObservationType[];

/** What changes who has an address. */
const changes: ReadonlySet<ObservationType> = new Set([
  "address-added",
  "address-removed",
  "address-announced",
  "host-crashed",
  "process-started",
  "process-exited",
]);

/**
 * How long a public address that clients have used is without a host whose main daemon runs, and how long two hosts have the
 * same one. An address that was given up, or whose host or daemon is gone, is back when a node announces it: who has it then
 * may be the same host. Addresses that nobody has had yet do not count.
 */
export class AddressService {
  /** Times that an address was announced again after it had been without a host. */
  failOvers = 0;
  /** The longest of them; one that is open at the end counts up to there. */
  longestUs = 0;
  /** Two hosts whose main daemons run have the same address: the two sides of a partition. */
  readonly doubled = new Stopwatch();
  /** Two hosts have it, and the daemon of one is dead. */
  readonly leftToTheDead = new Stopwatch();
  private readonly picture: Picture;
  /** Addresses that have been served, and since when they are not; -1: they are. */
  private readonly goneUs = new Map<string, number>();

  constructor(picture: Picture) {
    this.picture = picture;
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    if (!changes.has(event.type)) return;
    const isProcess = event.type === "process-started" || event.type === "process-exited";
    if (isProcess && event.program !== "ctdbd") return;
    if (event.type === "address-announced") this.announced(event.address, event.atUs);
    this.look(event.atUs);
  }

  /** The trace ends: what is open counts up to here. */
  finish(endUs: number): void {
    for (const sinceUs of this.goneUs.values())
      if (sinceUs >= 0) this.longestUs = Math.max(this.longestUs, endUs - sinceUs);
    this.doubled.set(false, endUs);
    this.leftToTheDead.set(false, endUs);
  }

  private announced(address: string, atUs: number): void {
    const sinceUs = this.goneUs.get(address) ?? -1;
    this.goneUs.set(address, -1);
    if (sinceUs < 0) return;
    this.failOvers += 1;
    this.longestUs = Math.max(this.longestUs, atUs - sinceUs);
  }

  private look(atUs: number): void {
    const served = new Set<string>();
    const left = new Set<string>();
    let isDoubled = false;
    for (const host of this.picture.hosts)
      for (const address of host.addresses.keys()) {
        isDoubled ||= isServing(host) && served.has(address);
        (isServing(host) ? served : left).add(address);
      }
    this.doubled.set(isDoubled, atUs);
    this.leftToTheDead.set(
      [...left].some((address) => served.has(address)),
      atUs,
    );
    for (const [address, sinceUs] of this.goneUs)
      if (sinceUs < 0 && !served.has(address)) this.goneUs.set(address, atUs);
  }
}

function isServing({ ctdbd }: HostView): boolean {
  return ctdbd !== 0;
}
