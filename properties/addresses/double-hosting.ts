import type { ObservationType, TraceEvent } from "../../model/index.ts";
import type { Picture } from "../picture/index.ts";
import { Stopwatch } from "../stopwatch.ts";

/** What changes who has an address. */
const changes: ReadonlySet<ObservationType> = new Set([
  "address-added",
  "address-removed",
  "host-crashed",
  "process-started",
  "process-exited",
]);

/** How long two hosts have the same public address. */
export class DoubleHosting {
  /** The main daemons of both run: the two sides of a partition. */
  readonly doubled = new Stopwatch();
  /** The daemon of one is dead. */
  readonly leftToTheDead = new Stopwatch();
  private readonly picture: Picture;

  constructor(picture: Picture) {
    this.picture = picture;
  }

  /** Takes one observation in, after the picture. */
  observe(event: TraceEvent): void {
    if (!changes.has(event.type)) return;
    const isProcess = event.type === "process-started" || event.type === "process-exited";
    if (isProcess && event.program !== "ctdbd") return;
    this.look(event.atUs);
  }

  /** The trace ends: what is open counts up to here. */
  finish(endUs: number): void {
    this.doubled.set(false, endUs);
    this.leftToTheDead.set(false, endUs);
  }

  private look(atUs: number): void {
    const served = new Set<string>();
    const left = new Set<string>();
    let isDoubled = false;
    for (const { ctdbd, addresses } of this.picture.hosts)
      for (const address of addresses.keys()) {
        isDoubled ||= ctdbd !== 0 && served.has(address);
        (ctdbd === 0 ? left : served).add(address);
      }
    this.doubled.set(isDoubled, atUs);
    this.leftToTheDead.set(
      [...left].some((address) => served.has(address)),
      atUs,
    );
  }
}
