import { KernelError } from "./kernel-error.ts";

/** Names one scheduled event. A slot is used again, so a ticket also carries the slot's generation. */
export type Ticket = number;

const SLOTS_MAX = 2 ** 24;
// 2^24 slots and 2^29 generations make tickets that are safe integers; a ticket would have to be kept
// while its slot is used 2^29 times to be mistaken for a later one
const GENERATION_MASK = 2 ** 29 - 1;
const CANCELLED = 0xffff;

/** What is known of each pending event besides its time, in parallel arrays indexed by slot. */
export class EventSlots {
  /** Slots there is room for. */
  capacity: number;
  private kinds: Uint16Array;
  private targets: Int32Array;
  private generations: Int32Array;
  private free: Int32Array;
  private readonly payloads: unknown[] = [];
  private freeCount = 0;
  private used = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.kinds = new Uint16Array(capacity);
    this.targets = new Int32Array(capacity);
    this.generations = new Int32Array(capacity);
    this.free = new Int32Array(capacity);
  }

  /** True when {@link take} would have no room. */
  get isFull(): boolean {
    return this.freeCount === 0 && this.used === this.capacity;
  }

  /** Doubles the room. */
  grow(): void {
    if (this.capacity >= SLOTS_MAX) {
      throw new KernelError(`Expected at most ${SLOTS_MAX} pending events; something schedules without end`);
    }
    const { kinds, targets, generations } = this;
    this.capacity *= 2;
    this.kinds = new Uint16Array(this.capacity);
    this.kinds.set(kinds);
    this.targets = new Int32Array(this.capacity);
    this.targets.set(targets);
    this.generations = new Int32Array(this.capacity);
    this.generations.set(generations);
    this.free = new Int32Array(this.capacity); // grows only when none is free: nothing to keep
  }

  /** Fills a free slot and gives its number. */
  take(kind: number, target: number, payload: unknown): number {
    const slot = this.freeCount > 0 ? (this.free[--this.freeCount] as number) : this.used++;
    this.kinds[slot] = kind;
    this.targets[slot] = target;
    this.payloads[slot] = payload;
    return slot;
  }

  /** Ends the present use of a slot: its ticket is void from here on. */
  release(slot: number): void {
    this.payloads[slot] = undefined;
    this.generations[slot] = ((this.generations[slot] as number) + 1) & GENERATION_MASK;
    this.free[this.freeCount++] = slot;
  }

  /** Voids the event a ticket names and lets go of its payload; its slot stays taken until {@link release}. False when it is void already. */
  cancel(ticket: Ticket): boolean {
    const slot = ticket % SLOTS_MAX;
    if (!(slot < this.used) || this.ticketOf(slot) !== ticket || this.isCancelled(slot)) return false;
    this.kinds[slot] = CANCELLED;
    this.payloads[slot] = undefined;
    return true;
  }

  /** The ticket of the event that is in a slot now. */
  ticketOf(slot: number): Ticket {
    return (this.generations[slot] as number) * SLOTS_MAX + slot;
  }

  /** True when the event in a slot was cancelled. */
  isCancelled(slot: number): boolean {
    return this.kinds[slot] === CANCELLED;
  }

  /** Kind of the event in a slot. */
  kindOf(slot: number): number {
    return this.kinds[slot] as number;
  }

  /** Target of the event in a slot. */
  targetOf(slot: number): number {
    return this.targets[slot] as number;
  }

  /** Payload of the event in a slot. */
  payloadOf(slot: number): unknown {
    return this.payloads[slot];
  }
}

/** Kinds an event may be of: ids `[0, KINDS_MAX)`. */
export const KINDS_MAX: number = CANCELLED;
