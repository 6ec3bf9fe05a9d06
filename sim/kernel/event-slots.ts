/** Kinds an event may be of: ids `[0, KINDS_MAX)`. */
export const KINDS_MAX = 0xffff;
const VOID = KINDS_MAX;

/** What is known of each pending event besides its time, in parallel arrays indexed by slot. */
export class EventSlots {
  private kinds: Uint16Array;
  private targets: Int32Array;
  private readonly payloads: unknown[];

  constructor(capacity: number) {
    this.kinds = new Uint16Array(capacity).fill(VOID);
    this.targets = new Int32Array(capacity);
    this.payloads = new Array<unknown>(capacity).fill(undefined);
  }

  /** Makes room for `capacity` slots. */
  grow(capacity: number): void {
    const { kinds, targets, payloads } = this;
    this.kinds = new Uint16Array(capacity).fill(VOID);
    this.kinds.set(kinds);
    this.targets = new Int32Array(capacity);
    this.targets.set(targets);
    while (payloads.length < capacity) payloads.push(undefined);
  }

  /** Puts an event into a slot. */
  fill(slot: number, kind: number, target: number, payload: unknown): void {
    this.kinds[slot] = kind;
    this.targets[slot] = target;
    this.payloads[slot] = payload;
  }

  /** Forgets the event in a slot, because it is handled or cancelled, and lets go of its payload. */
  empty(slot: number): void {
    this.kinds[slot] = VOID;
    this.payloads[slot] = undefined;
  }

  /** True when the slot holds no event: there is no such slot, it is free, or its event was cancelled and waits in the heap to be dropped. */
  isEmpty(slot: number): boolean {
    return (this.kinds[slot] ?? VOID) === VOID;
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
