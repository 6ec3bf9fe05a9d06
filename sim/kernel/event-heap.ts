/**
 * A binary heap of (time, slot), earliest first and first in, first out among equal times.
 *
 * Only time and slot move. The sequence number that breaks ties stays with the slot and is read only on a tie.
 * The place behind the last entry holds Infinity, so a missing second child never wins and needs no test.
 */
export class EventHeap {
  /** Entries in the heap. */
  size = 0;
  private times: Float64Array;
  private slots: Int32Array;
  private sequenceOfSlot: Float64Array;
  private sequence = 0;

  /** Room for `capacity` entries, whose slots lie in `[0, capacity)`. */
  constructor(capacity: number) {
    this.times = new Float64Array(capacity + 1).fill(Number.POSITIVE_INFINITY);
    this.slots = new Int32Array(capacity + 1);
    this.sequenceOfSlot = new Float64Array(capacity);
  }

  /** Time of the earliest entry, in microseconds; Infinity when there is none. */
  get earliestUs(): number {
    return this.times[0] as number;
  }

  /** Slot of the earliest entry; meaningless when there is none. */
  get earliestSlot(): number {
    return this.slots[0] as number;
  }

  /** Makes room for `capacity` entries and slots. */
  grow(capacity: number): void {
    const { times, slots, sequenceOfSlot } = this;
    this.times = new Float64Array(capacity + 1).fill(Number.POSITIVE_INFINITY);
    this.times.set(times);
    this.slots = new Int32Array(capacity + 1);
    this.slots.set(slots);
    this.sequenceOfSlot = new Float64Array(capacity);
    this.sequenceOfSlot.set(sequenceOfSlot);
  }

  /** Adds an entry; among equal times it comes after all that are there already. */
  push(atUs: number, slot: number): void {
    const { times, slots } = this;
    this.sequenceOfSlot[slot] = this.sequence++;
    let index = this.size++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const parentUs = times[parent] as number;
      if (parentUs <= atUs) break; // the newest entry never overtakes an equal time
      times[index] = parentUs;
      slots[index] = slots[parent] as number;
      index = parent;
    }
    times[index] = atUs;
    slots[index] = slot;
  }

  /** Removes the earliest entry; there must be one. */
  pop(): void {
    const last = --this.size;
    const atUs = this.times[last] as number;
    this.times[last] = Number.POSITIVE_INFINITY;
    if (last > 0) this.sink(0, atUs, this.slots[last] as number);
  }

  /** Drops every entry whose slot `keep` refuses; the order of the others stays. */
  retain(keep: (slot: number) => boolean): void {
    const { times, slots, size } = this;
    let kept = 0;
    for (let index = 0; index < size; index += 1) {
      const slot = slots[index] as number;
      if (!keep(slot)) continue;
      times[kept] = times[index] as number;
      slots[kept] = slot;
      kept += 1;
    }
    times.fill(Number.POSITIVE_INFINITY, kept, size);
    this.size = kept;
    for (let index = (kept >> 1) - 1; index >= 0; index -= 1) {
      this.sink(index, times[index] as number, slots[index] as number);
    }
  }

  /** Puts an entry at `start` or below, where it belongs. */
  private sink(start: number, atUs: number, slot: number): void {
    const { times, slots, sequenceOfSlot } = this;
    const parents = this.size >> 1;
    let index = start;
    while (index < parents) {
      const left = 2 * index + 1;
      const leftUs = times[left] as number;
      const rightUs = times[left + 1] as number;
      // arithmetic, not a branch: which child is earlier is a coin toss that no predictor guesses (+30 % in PHOLD)
      let child = left + Number(rightUs < leftUs);
      if (rightUs === leftUs) child += Number(this.isOlder(left + 1, left));
      const childUs = times[child] as number;
      const childSlot = slots[child] as number;
      if (childUs > atUs) break;
      if (childUs === atUs && (sequenceOfSlot[slot] as number) < (sequenceOfSlot[childSlot] as number)) break;
      times[index] = childUs;
      slots[index] = childSlot;
      index = child;
    }
    times[index] = atUs;
    slots[index] = slot;
  }

  private isOlder(one: number, other: number): boolean {
    const { slots, sequenceOfSlot } = this;
    return (sequenceOfSlot[slots[one] as number] as number) < (sequenceOfSlot[slots[other] as number] as number);
  }
}
