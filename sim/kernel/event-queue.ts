/** Kinds an event may be of: ids `[0, KINDS_MAX)`. */
export const KINDS_MAX = 0xffff;
/** Stands where a kind would stand in a slot without an event. */
export const VOID: number = 0xffff;
/** Most events that may be pending. */
export const SLOTS_MAX = 2 ** 24;

/** Names one pending event, and never another: it carries the slot and the sequence number of the event. */
export type Ticket = number;
/** Names no event. A fraction like the others to the engine: a field that held a small integer at first would be slow for good. */
export const NO_TICKET: Ticket = Number.NaN;

// with slots below 2^24 and sequence numbers modulo 2^29 a ticket is a safe integer; it would have to be kept for exactly
// k * 2^29 events to be mistaken for a later one in the same slot
const SEQUENCE_MASK = 2 ** 29 - 1;
const CANCELLED_KEPT = 64;
const CAPACITY_AT_START = 64;

/**
 * The pending events, earliest first and first in, first out among equal times.
 *
 * A binary heap of (time, slot). A slot is a small number that belongs to one event for as long as it is in the heap; everything else
 * about the event stays there and does not move, the sequence number that breaks ties among it. The places behind the last entry hold
 * the free slots and the time Infinity, so there is no list of free slots, and a missing second child never wins and needs no test.
 *
 * One class with public arrays rather than a heap, a slot table and their accessors: all of it, the kernel and a handler together have to
 * fit into what the engine inlines into one function. The last bit costs a sixth of the speed.
 */
export class EventQueue {
  /** Entries in the heap, cancelled ones included. */
  size = 0;
  /** Entries of the heap whose event was cancelled: slots that are void. */
  cancelled = 0;
  /** Time of each entry of the heap; the first is the earliest, Infinity when there is none. */
  times = new Float64Array(CAPACITY_AT_START + 1).fill(Number.POSITIVE_INFINITY);
  /** Kind of the event in each slot; {@link VOID} when the slot is free or its event was cancelled and waits to be dropped. */
  kinds = new Uint16Array(CAPACITY_AT_START).fill(VOID);
  /** Target of the event in each slot. */
  targets = new Int32Array(CAPACITY_AT_START);
  /** Payload of the event in each slot. */
  readonly payloads: unknown[] = new Array<unknown>(CAPACITY_AT_START).fill(undefined);
  /** Events there is room for without {@link grow}. */
  capacity = CAPACITY_AT_START;
  private slots = Int32Array.from({ length: CAPACITY_AT_START }, (_, slot) => slot);
  private sequences = new Float64Array(CAPACITY_AT_START);
  private sequence = 0;

  /**
   * Adds an event and gives its slot; among equal times it comes after all that are there. There must be room.
   *
   * Its time has been put behind the last entry: as an argument it would be boxed wherever the engine decides to call and not to inline.
   */
  push(kind: number, target: number, payload: unknown): number {
    const { times, slots } = this;
    let index = this.size++;
    const slot = slots[index] as number;
    const atUs = times[index] as number;
    this.sequences[slot] = this.sequence++;
    this.kinds[slot] = kind;
    this.targets[slot] = target;
    this.payloads[slot] = payload;
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

  /** Names the event in a slot. */
  ticketOf(slot: number): Ticket {
    return ((this.sequences[slot] as number) & SEQUENCE_MASK) * SLOTS_MAX + slot;
  }

  /** Removes the earliest entry and gives its slot, which is free from now on: empty it. There must be one. */
  pop(): number {
    const { slots } = this;
    const freed = slots[0] as number;
    const last = --this.size;
    if (last > 0) this.sink(0, last);
    else this.times[0] = Number.POSITIVE_INFINITY;
    slots[last] = freed;
    return freed;
  }

  /** Takes an event back. False when it is no longer pending. */
  cancel(ticket: Ticket): boolean {
    const { kinds } = this;
    const slot = ticket % SLOTS_MAX;
    if ((kinds[slot] ?? VOID) === VOID || this.ticketOf(slot) !== ticket) return false;
    kinds[slot] = VOID;
    this.payloads[slot] = undefined;
    this.cancelled += 1;
    // timers that are set and cancelled again and again must not fill the heap with the dead
    if (this.cancelled > CANCELLED_KEPT && this.cancelled * 2 > this.size) this.sweep();
    return true;
  }

  /** Drops cancelled entries until the earliest is a pending event, if there is one. */
  dropCancelled(): void {
    while (this.cancelled > 0 && this.kinds[this.slots[0] as number] === VOID) {
      this.pop();
      this.cancelled -= 1;
    }
  }

  /** Doubles the room. */
  grow(): void {
    const { capacity, times, slots, sequences, kinds, targets, payloads } = this;
    const doubled = 2 * capacity;
    this.capacity = doubled;
    this.times = new Float64Array(doubled + 1).fill(Number.POSITIVE_INFINITY);
    this.times.set(times);
    this.slots = Int32Array.from({ length: doubled }, (_, slot) => slot);
    this.slots.set(slots);
    this.sequences = new Float64Array(doubled);
    this.sequences.set(sequences);
    this.kinds = new Uint16Array(doubled).fill(VOID);
    this.kinds.set(kinds);
    this.targets = new Int32Array(doubled);
    this.targets.set(targets);
    while (payloads.length < doubled) payloads.push(undefined);
  }

  /** Drops all cancelled entries; the order of the others stays. */
  private sweep(): void {
    const { times, slots, kinds, size } = this;
    let kept = 0;
    for (let index = 0; index < size; index += 1) {
      const slot = slots[index] as number;
      if (kinds[slot] === VOID) continue;
      const atUs = times[index] as number;
      // a swap, so that the slots of the dead end up behind the living
      slots[index] = slots[kept] as number;
      slots[kept] = slot;
      times[kept] = atUs;
      kept += 1;
    }
    times.fill(Number.POSITIVE_INFINITY, kept, size);
    this.size = kept;
    this.cancelled = 0;
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
