import type { Pnn } from "../model/index.ts";
import type { Meter, Picture } from "./picture/index.ts";

/** Something that is owed. */
export interface Deadline {
  readonly host: Pnn;
  readonly sinceUs: number;
  readonly withinUs: number;
  /** What it is about, for the sentences. */
  readonly what: () => string;
  /** Time counted by these does not count against it; what they stood at when it began. */
  readonly meters: readonly Meter[];
  readonly bases: readonly number[];
  /** Hosts whose meters count. */
  readonly hosts: readonly Pnn[];
}

/** Open obligations by key. Time in which a host could not act is added to what it has. */
export class Deadlines {
  private readonly open = new Map<number, Deadline>();
  readonly picture: Picture;

  constructor(picture: Picture) {
    this.picture = picture;
  }

  get size(): number {
    return this.open.size;
  }

  has(key: number): boolean {
    return this.open.has(key);
  }

  /** Opens an obligation; one of that key that is open stays as it is. */
  add(
    key: number,
    what: () => string,
    sinceUs: number,
    withinUs: number,
    meters: readonly Meter[],
    ...hosts: [Pnn, ...Pnn[]]
  ): void {
    if (this.open.has(key)) return;
    const bases = meters.flatMap((meter) => hosts.map((host) => meter.totalUs(host, sinceUs)));
    this.open.set(key, { host: hosts[0], hosts, sinceUs, withinUs, what, meters, bases });
  }

  /** Gives an obligation so much time from now on, if it has less. */
  extend(key: number, atUs: number, byUs: number): void {
    const deadline = this.open.get(key);
    if (deadline === undefined) return;
    const withinUs = Math.max(deadline.withinUs, atUs - deadline.sinceUs + byUs);
    this.open.set(key, { ...deadline, withinUs });
  }

  /** It was met, or nobody owes it any more. */
  drop(key: number): void {
    this.open.delete(key);
  }

  /** All obligations of one host are over. */
  dropHost(host: Pnn): void {
    for (const [key, deadline] of this.open) if (deadline.host === host) this.open.delete(key);
  }

  keys(): IterableIterator<number> {
    return this.open.keys();
  }

  /** The earliest moment at which one is due, as far as is known now. */
  dueUs(nowUs: number): number {
    let due = Number.POSITIVE_INFINITY;
    for (const deadline of this.open.values()) due = Math.min(due, dueOf(deadline, nowUs));
    return due;
  }

  /** Is there one of that key, and has it had its time up to now, whatever stands still at this moment? */
  hadItsTime(key: number, atUs: number): boolean {
    const deadline = this.open.get(key);
    if (deadline === undefined) return false;
    const { sinceUs, withinUs, meters, hosts, bases } = deadline;
    const totals = meters.flatMap((meter) => hosts.map((host) => meter.totalUs(host, atUs)));
    const heldUpUs = totals.reduce((sum, total, index) => sum + total - (bases[index] ?? 0), 0);
    return atUs - sinceUs - heldUpUs >= withinUs;
  }

  /** One that is due at `atUs` or was before. */
  overdue(atUs: number): Deadline | undefined {
    for (const deadline of this.open.values()) if (dueOf(deadline, atUs) <= atUs) return deadline;
    return undefined;
  }
}

/** While its time stands still it is never due. */
function dueOf(deadline: Deadline, nowUs: number): number {
  let due = deadline.sinceUs + deadline.withinUs;
  let index = 0;
  for (const meter of deadline.meters) {
    for (const host of deadline.hosts) {
      if (meter.isOpen(host)) return Number.POSITIVE_INFINITY;
      due += meter.totalUs(host, nowUs) - (deadline.bases[index] ?? 0) + meter.restUs(host, nowUs);
      index += 1;
    }
  }
  return due;
}
