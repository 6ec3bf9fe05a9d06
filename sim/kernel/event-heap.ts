/**
 * A binary heap of (time, slot), earliest first and first in, first out among equal times.
 *
 * A slot is a small number that belongs to one entry as long as it is in the heap, for whoever keeps more about it. Only time and slot
 * move; the sequence number that breaks ties stays with the slot and is read only on a tie. The places behind the last entry hold the
 * free slots and the time Infinity, so there is no list of free slots, and a missing second child never wins and needs no test.
 */
export class EventHeap {
  /** Entries in the heap. */
  size = 0;
  /** Entries there is room for; slots lie in `[0, capacity)`. */
  capacity: number;
  private times: Float64Array;
  private slots: Int32Array;
  private sequences: Float64Array;
  private sequence = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.times = new Float64Array(capacity + 1).fill(Number.POSITIVE_INFINITY);
    this.slots = Int32Array.from({ length: capacity }, (_, slot) => slot);
    this.sequences = new Float64Array(capacity);
  }

  /** Time of the earliest entry, in microseconds; Infinity when there is none. */
  get earliestUs(): number {
    return this.times[0] as number;
  }

  /** Slot of the earliest entry; meaningless when there is none. */
  get earliestSlot(): number {
    return this.slots[0] as number;
  }

  /** The how-manieth entry ever is or was the last one in a slot, counted from 0. */
  sequenceOf(slot: number): number {
    return this.sequences[slot] as number;
  }

  /** Doubles the room. */
  grow(): void {
    const { capacity, times, slots, sequences } = this;
    this.capacity = 2 * capacity;
    this.times = new Float64Array(this.capacity + 1).fill(Number.POSITIVE_INFINITY);
    this.times.set(times);
    this.slots = Int32Array.from({ length: this.capacity }, (_, slot) => slot);
    this.slots.set(slots);
    this.sequences = new Float64Array(this.capacity);
    this.sequences.set(sequences);
  }

  /** Adds an entry and gives its slot; among equal times it comes after all that are there. There must be room. */
  push(atUs: number): number {
    const { times, slots } = this;
    let index = this.size++;
    const slot = slots[index] as number;
    this.sequences[slot] = this.sequence++;
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
    return slot;
  }

  /** Removes the earliest entry and frees its slot; there must be one. */
  pop(): void {
    const last = --this.size;
    const freed = this.slots[0] as number;
    if (last > 0) this.sink(0, last);
    else this.times[0] = Number.POSITIVE_INFINITY;
    this.slots[last] = freed;
  }

  /** Drops every entry whose slot is `dead` and frees the slot; the order of the others stays. */
  sweep(dead: (slot: number) => boolean): void {
    const { times, slots, size } = this;
    let kept = 0;
    for (let index = 0; index < size; index += 1) {
      const slot = slots[index] as number;
      if (dead(slot)) continue;
      const atUs = times[index] as number;
      // a swap, so that the slots of the dead end up behind the living
      slots[index] = slots[kept] as number;
      slots[kept] = slot;
      times[kept] = atUs;
      kept += 1;
    }
    times.fill(Number.POSITIVE_INFINITY, kept, size);
    this.size = kept;
    for (let index = (kept >> 1) - 1; index >= 0; index -= 1) this.sink(index, index);
  }

  /**
   * Moves the entry at `from` to `start` or below, where it belongs.
   *
   * The loop calls nothing: a call, even on the rare tie, makes the engine load the three arrays anew for every level.
   */
  private sink(start: number, from: number): void {
    const { times, slots, sequences } = this;
    const parents = this.size >> 1;
    const atUs = times[from] as number;
    const slot = slots[from] as number;
    times[from] = Number.POSITIVE_INFINITY;
    let index = start;
    while (index < parents) {
      const left = 2 * index + 1;
      const leftUs = times[left] as number;
      const rightUs = times[left + 1] as number;
      // arithmetic, not a branch: which child is earlier is a coin toss that no predictor guesses
      let child = left + (+(rightUs < leftUs) | 0);
      if (rightUs === leftUs) {
        const leftSequence = sequences[slots[left] as number] as number;
        const rightSequence = sequences[slots[left + 1] as number] as number;
        child = left + (+(rightSequence < leftSequence) | 0);
      }
      const childUs = times[child] as number;
      const childSlot = slots[child] as number;
      if (childUs > atUs) break;
      if (childUs === atUs && (sequences[slot] as number) < (sequences[childSlot] as number)) break;
      times[index] = childUs;
      slots[index] = childSlot;
      index = child;
    }
    times[index] = atUs;
    slots[index] = slot;
  }
}
