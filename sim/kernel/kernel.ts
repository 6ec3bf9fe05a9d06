import { EventQueue, KINDS_MAX, SLOTS_MAX, type Ticket, VOID } from "./event-queue.ts";
import { KernelError } from "./kernel-error.ts";
import { finish, mix } from "./mix.ts";

/** What happens when an event of a registered kind comes due. */
export type Handler = (target: number, payload: unknown) => void;

/** Why {@link Kernel.runUntil} came back. */
export type RunEnd = "time" | "empty" | "events" | "stopped";

/** Virtual time and the events that wait in it. Equal times are handled in the order they were scheduled. */
export class Kernel {
  /** Current virtual time, in whole microseconds. */
  nowUs = 0;
  /** Events handled so far. */
  fired = 0;
  private rolling = 0;
  private running = false;
  private stopping = false;
  private readonly handlers: Handler[] = [];
  private readonly queue = new EventQueue();

  /** Pending events; cancelled ones are not counted. */
  get size(): number {
    return this.queue.size - this.queue.cancelled;
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
    const { queue } = this;
    const fits = atUs >= this.nowUs && Number.isSafeInteger(atUs) && (target | 0) === target;
    if (!fits || this.handlers[kind] === undefined) throw this.refusal(atUs, kind, target);
    if (queue.size === queue.capacity) this.grow();
    queue.times[queue.size] = atUs;
    return queue.ticketOf(queue.push(kind, target, payload));
  }

  /** Takes an event back. False when it was handled, is being handled or was cancelled before. */
  cancel(ticket: Ticket): boolean {
    return this.queue.cancel(ticket);
  }

  /** Handles the next event, whenever it is; false when there is none. */
  step(): boolean {
    this.enter();
    try {
      this.queue.dropCancelled();
      if (this.queue.size === 0) return false;
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
      const { queue } = this;
      for (let left = eventsMax; ; left -= 1) {
        if (queue.cancelled > 0) queue.dropCancelled();
        if ((queue.times[0] as number) > atUs) break;
        if (left < 1) return "events";
        this.fire();
        if (this.stopping) return "stopped";
      }
      this.nowUs = atUs;
      return queue.size === 0 ? "empty" : "time";
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
    const { queue } = this;
    const { kinds, payloads } = queue;
    const atUs = queue.times[0] as number;
    const slot = queue.pop();
    const kind = kinds[slot] as number;
    const target = queue.targets[slot] as number;
    const payload = payloads[slot];
    kinds[slot] = VOID;
    payloads[slot] = undefined;
    this.nowUs = atUs;
    this.fired += 1;
    // time is never negative, so that the xor takes the whole part of its high word
    this.rolling = mix(
      this.rolling,
      (atUs | 0) ^ Math.imul((atUs / 0x1_0000_0000) ^ (kind << 16), 0x85ebca6b) ^ Math.imul(target, 0x9e3779b1),
    );
    (this.handlers[kind] as Handler)(target, payload);
  }

  /** Apart from {@link schedule}, which has to stay small enough for the engine to inline. */
  private refusal(atUs: number, kind: number, target: number): KernelError {
    if (this.handlers[kind] === undefined) return new KernelError(`Expected a registered kind of event, got ${kind}`);
    if ((target | 0) !== target) return new KernelError(`Expected a 32-bit integer as target, got ${target}`);
    return badTime("an event", atUs, this.nowUs);
  }

  private grow(): void {
    if (this.queue.size >= SLOTS_MAX) {
      throw new KernelError(`Expected at most ${SLOTS_MAX} pending events; something schedules without end`);
    }
    this.queue.grow();
  }
}

function badTime(what: string, atUs: number, nowUs: number): KernelError {
  return new KernelError(`Expected ${what} at a whole microsecond not before ${nowUs}, got ${atUs}`);
}
