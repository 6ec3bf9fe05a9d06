import { type LockDesign, lockDesigns, type Pnn, type TraceEvent } from "../model/index.ts";
import { hostTypes, lockTypes, type Picture, unscheduledTypes } from "./picture/index.ts";

/** What the clock is folded from. */
export const lossClockTypes = [...hostTypes, ...lockTypes, ...unscheduledTypes];

/** Tells how long ago a host lost the lock, not counting time in which hosts were not scheduled. */
export class LossClock {
  private readonly picture: Picture;
  /** A lease runs out while its keeper stands still: then that time counts. */
  private readonly countsOwn: boolean;
  /** For each host that lost the lock: the unscheduled time of every host at that moment. */
  private readonly bases: (readonly number[] | undefined)[];

  constructor(picture: Picture, lock: LockDesign) {
    this.countsOwn = lockDesigns[lock].keeping === "lease";
    this.picture = picture;
    this.bases = picture.hosts.map(() => undefined);
  }

  /** Takes one observation in. */
  observe(event: TraceEvent): void {
    if (event.type !== "lock-freed" || this.picture.lock.lastLoss(event.host)?.atUs !== event.atUs) return;
    this.bases[event.host] = this.picture.hosts.map(({ pnn }) => this.picture.unscheduled.totalUs(pnn, event.atUs));
  }

  /** Microseconds since `loser` lost the lock in which both it and `other` ran; infinite if it never held it. */
  sinceLossUs(loser: Pnn, atUs: number, other: Pnn): number {
    const loss = this.picture.lock.lastLoss(loser);
    const bases = this.bases[loser];
    if (loss === undefined || bases === undefined) return Number.POSITIVE_INFINITY;
    const ownUs = this.countsOwn ? 0 : this.stoodUs(loser, bases, atUs);
    return atUs - loss.atUs - ownUs - (other === loser ? 0 : this.stoodUs(other, bases, atUs));
  }

  private stoodUs(host: Pnn, bases: readonly number[], atUs: number): number {
    return this.picture.unscheduled.totalUs(host, atUs) - (bases[host] ?? 0);
  }
}
