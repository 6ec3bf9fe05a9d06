import { EventHeap } from "./event-heap.ts";
import { EventSlots, KINDS_MAX } from "./event-slots.ts";
import { KernelError } from "./kernel-error.ts";
import { finish, highWord, mix } from "./mix.ts";

/** Names one scheduled event, and never another: it carries the slot and the sequence number of the event. */
export type Ticket = number;

/** What happens when an event of a registered kind comes due. */
export type Handler = (target: number, payload: unknown) => void;

/** Why {@link Kernel.runUntil} came back. */
export type RunEnd = "time" | "empty" | "events" | "stopped";

const CAPACITY_AT_START = 64;
// with slots below 2^24 and sequence numbers modulo 2^29 a ticket is a safe integer; it would have to be kept for exactly
// k * 2^29 events to be mistaken for a later one in the same slot
const SLOTS_MAX = 2 ** 24;
const SEQUENCE_MASK = 2 ** 29 - 1;
const CANCELLED_KEPT = 64;

/** Virtual time and the events that wait in it. Equal times are handled in the order they were scheduled. */
export class Kernel {
  /** Current virtual time, in whole microseconds. */
  nowUs = 0;
  /** Events handled so far. */
  fired = 0;
  private rolling = 0;
  private cancelled = 0;
  private running = false;
  private stopping = false;
  private readonly handlers: Handler[] = [];
  private readonly slots = new EventSlots(CAPACITY_AT_START);
  private readonly heap = new EventHeap(CAPACITY_AT_START);

  /** Pending events; cancelled ones are not counted. */
  get size(): number {
    return this.heap.size - this.cancelled;
  }

  /** A 32-bit fingerprint of (time, kind, target) of every event handled so far, in order. */
  get hash(): number {
    return finish(this.rolling);
  }

  /** Makes a kind of event known and gives its id. Ids count from 0, so register in the same order in every run. */
  register(handler: Handler): number {
    if (this.handlers.length >= KINDS_MAX) throw new KernelError(`Expected at most ${KINDS_MAX} kinds of event`);
    return this.handlers.push(handler) - 1;
  }

  /**
   * Has the handler of `kind` called with `target` and `payload` at `atUs`.
   *
   * @param atUs whole microseconds, not before {@link nowUs}
   * @param target any 32-bit integer
   * @throws KernelError on a time, kind or target outside these bounds
   */
  schedule(atUs: number, kind: number, target: number, payload: unknown): Ticket {
    const fits = atUs >= this.nowUs && Number.isSafeInteger(atUs) && (target | 0) === target;
    if (!fits || this.handlers[kind] === undefined) throw this.refusal(atUs, kind, target);
    const { heap } = this;
    if (heap.size === heap.capacity) this.grow();
    const slot = heap.push(atUs);
    this.slots.fill(slot, kind, target, payload);
    return this.ticketOf(slot);
  }

  /** Takes an event back. False when it was handled, is being handled or was cancelled before. */
  cancel(ticket: Ticket): boolean {
    const { heap, slots } = this;
    const slot = ticket % SLOTS_MAX;
    if (slots.isEmpty(slot) || this.ticketOf(slot) !== ticket) return false;
    slots.empty(slot);
    this.cancelled += 1;
    // timers that are set and cancelled again and again must not fill the heap with the dead
    if (this.cancelled > CANCELLED_KEPT && this.cancelled * 2 > heap.size) {
      heap.sweep((dead) => slots.isEmpty(dead));
      this.cancelled = 0;
    }
    return true;
  }

  /** Handles the next event, whenever it is; false when there is none. */
  step(): boolean {
    this.enter();
    try {
      this.skipCancelled();
      if (this.heap.size === 0) return false;
      this.fire();
      return true;
    } finally {
      this.running = false;
    }
  }

  /**
   * Handles every event up to and including `atUs`, then sets the time to `atUs`.
   *
   * "time" when later events are pending, "empty" when none is. With "events" (`eventsMax` were handled and more is due) and
   * "stopped" the time stays where the last event was.
   */
  runUntil(atUs: number, eventsMax: number = Number.POSITIVE_INFINITY): RunEnd {
    if (!(atUs >= this.nowUs && Number.isSafeInteger(atUs))) throw badTime("the end of a run", atUs, this.nowUs);
    if (!(eventsMax >= 0)) throw new KernelError(`Expected eventsMax to be 0 or more, got ${eventsMax}`);
    this.enter();
    try {
      const { heap } = this;
      for (let left = eventsMax; ; left -= 1) {
        this.skipCancelled();
        if (heap.earliestUs > atUs) break;
        if (left < 1) return "events";
        this.fire();
        if (this.stopping) return "stopped";
      }
      this.nowUs = atUs;
      return heap.size === 0 ? "empty" : "time";
    } finally {
      this.running = false;
    }
  }

  /** Called by a handler: lets {@link runUntil} come back once the handler has. */
  stop(): void {
    this.stopping = true;
  }

  private enter(): void {
    if (this.running) throw new KernelError("Expected no run inside a run: a handler schedules, it does not step");
    this.running = true;
    this.stopping = false;
  }

  private fire(): void {
    const { heap, slots } = this;
    const atUs = heap.earliestUs;
    const slot = heap.earliestSlot;
    const kind = slots.kindOf(slot);
    const target = slots.targetOf(slot);
    const payload = slots.payloadOf(slot);
    heap.pop();
    slots.empty(slot);
    this.nowUs = atUs;
    this.fired += 1;
    this.rolling = mix(
      this.rolling,
      (atUs | 0) ^ Math.imul(highWord(atUs) ^ (kind << 16), 0x85ebca6b) ^ Math.imul(target, 0x9e3779b1),
    );
    (this.handlers[kind] as Handler)(target, payload);
  }

  private skipCancelled(): void {
    while (this.cancelled > 0 && this.slots.isEmpty(this.heap.earliestSlot)) {
      this.heap.pop();
      this.cancelled -= 1;
    }
  }

  /** Apart from {@link schedule}, which has to stay small enough for the engine to inline. */
  private refusal(atUs: number, kind: number, target: number): KernelError {
    if (this.handlers[kind] === undefined) return new KernelError(`Expected a registered kind of event, got ${kind}`);
    if ((target | 0) !== target) return new KernelError(`Expected a 32-bit integer as target, got ${target}`);
    return badTime("an event", atUs, this.nowUs);
  }

  private ticketOf(slot: number): Ticket {
    return (this.heap.sequenceOf(slot) & SEQUENCE_MASK) * SLOTS_MAX + slot;
  }

  private grow(): void {
    if (this.heap.capacity >= SLOTS_MAX) {
      throw new KernelError(`Expected at most ${SLOTS_MAX} pending events; something schedules without end`);
    }
    this.heap.grow();
    this.slots.grow(this.heap.capacity);
  }
}

function badTime(what: string, atUs: number, nowUs: number): KernelError {
  return new KernelError(`Expected ${what} at a whole microsecond not before ${nowUs}, got ${atUs}`);
}
