import type { ObservationType, Pnn, TraceEvent } from "../model/index.ts";

/** What it is folded from. */
export const lostContactTypes = [
  "peer-dead",
  "partition-began",
  "partition-healed",
  "host-crashed",
  "process-exited",
] as const satisfies readonly ObservationType[];

/**
 * When one node's controls could last not reach another one. Those that were pending fail, or time out, and count
 * against it although it may be back before the recovery is over (facts/recovery.md §2.3, facts/leadership.md §1.6).
 */
export class LostContact {
  private readonly hosts: number;
  /** When the main daemon of each host last ended, with its host or alone; -1: never. */
  private readonly diedUs: number[];
  /** By observer and peer: when their connection last broke, or what was cut was last mended. */
  private readonly brokenUs = new Map<number, number>();
  /** By observer and peer: how many cuts lie between them, in either direction. */
  private readonly cuts = new Map<number, number>();

  constructor(hosts: number) {
    this.hosts = hosts;
    this.diedUs = Array.from({ length: hosts }, () => -1);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    const { host, atUs } = event;
    if (event.type === "host-crashed") this.diedUs[host] = atUs;
    if (event.type === "process-exited" && event.program === "ctdbd") this.diedUs[host] = atUs;
    // Each of the two daemons has a connection of its own, and without either no control is answered.
    if (event.type === "peer-dead") for (const key of this.keysOf(host, event.peer)) this.brokenUs.set(key, atUs);
    if (event.type === "partition-began") this.cut(event.cut, 1, atUs);
    if (event.type === "partition-healed") this.cut(event.cut, -1, atUs);
  }

  /** Were controls of the observer lost on their way to the peer, or their answers, at or after that moment? */
  isSince(observer: Pnn, peer: Pnn, sinceUs: number): boolean {
    const key = observer * this.hosts + peer;
    const lastUs = Math.max(this.diedUs[peer] ?? -1, this.brokenUs.get(key) ?? -1);
    return (lastUs >= 0 && lastUs >= sinceUs) || (this.cuts.get(key) ?? 0) > 0;
  }

  private keysOf(one: Pnn, other: Pnn): readonly number[] {
    return [one * this.hosts + other, other * this.hosts + one];
  }

  private cut(pairs: readonly (readonly [Pnn, Pnn])[], by: number, atUs: number): void {
    for (const [one, other] of pairs) {
      for (const key of this.keysOf(one, other)) {
        this.cuts.set(key, Math.max(0, (this.cuts.get(key) ?? 0) + by));
        this.brokenUs.set(key, atUs);
      }
    }
  }
}
