import type { ChartInstance, CompiledProgramChart, Context, Field, Frame, ProcessData } from "../../model/index.ts";
import { takeOut } from "../lists/index.ts";

/** A chart that runs in a process: a rule chart for good, or a procedure until it is over. */
export interface Activation extends ChartInstance {
  readonly chart: CompiledProgramChart;
  readonly c: Context<ProcessData>;
  /** The stack it lies on; null: it is a rule chart. */
  readonly fiber: Fiber | null;
}

/** A stack of procedures: the lowest was begun, each further one was called by the one below. */
export interface Fiber {
  readonly frames: Activation[];
  /** All of its process. */
  readonly among: Fibers;
  /** They begin in this order. */
  readonly order: number;
  /** May it go on? One that sleeps cannot before its frame changes. */
  isAwake: boolean;
  /** What else ends its sleep, and what that was when it fell asleep. */
  field: Field | null;
  was: unknown;
}

/**
 * The stacks of procedures of a process. After each event the process asks those that are awake, in the order in which
 * they began, which of them can go on. A thousand that wait for answers sleep, so that an event costs no more for them.
 */
export class Fibers {
  private readonly all = new Set<Fiber>();
  private readonly awake: Fiber[] = [];
  private readonly watchers: Fiber[] = [];
  private begun = 0;

  /** All of them, in their order. */
  [Symbol.iterator](): IterableIterator<Fiber> {
    return this.all.values();
  }

  /** The one that began first of those that are not over. */
  get oldest(): Fiber | undefined {
    for (const fiber of this.all) return fiber;
    return undefined;
  }

  /** Those that may be able to go on, in their order. */
  look(): readonly Fiber[] {
    const { watchers } = this;
    for (let index = watchers.length - 1; index >= 0; index -= 1) {
      const fiber = watchers[index] as Fiber;
      if (fiber.field !== null && contentOf(fiber.field) !== fiber.was) this.wake(fiber);
    }
    return this.awake;
  }

  /** A new stack, still empty. */
  begin(): Fiber {
    // A list inside the literal would have the engine make each fiber the slow way.
    const frames: Activation[] = [];
    const fiber: Fiber = { frames, among: this, order: this.begun, isAwake: true, field: null, was: undefined };
    this.begun += 1;
    this.all.add(fiber);
    this.awake.push(fiber);
    return fiber;
  }

  /** The one at that place in the line of those awake is over. */
  end(index: number): void {
    this.all.delete(this.leave(index));
  }

  /** The one at that place cannot go on. Does it sleep until its frame changes, or the one field that it looks at? */
  rest(index: number, top: Activation): boolean {
    const { until, looksAt } = top.chart;
    const field = until[top.leaf] ? looksAt[top.leaf]?.(top.c) : null;
    if (field === undefined) return false;
    const fiber = this.leave(index);
    fiber.isAwake = false;
    if (field !== null) {
      fiber.field = field;
      fiber.was = contentOf(field);
      this.watchers.push(fiber);
    }
    return true;
  }

  /** Its frame has changed: it may be able to go on. */
  wake(fiber: Fiber): void {
    if (fiber.isAwake) return;
    fiber.isAwake = true;
    if (fiber.field !== null) {
      fiber.field = null;
      this.watchers.splice(this.watchers.indexOf(fiber), 1);
    }
    const { awake } = this;
    awake.push(fiber);
    for (let place = awake.length - 1; place > 0; place -= 1) {
      const before = awake[place - 1] as Fiber;
      if (before.order < fiber.order) return;
      awake[place] = before;
      awake[place - 1] = fiber;
    }
  }

  /** Takes one out of the line. */
  private leave(index: number): Fiber {
    return takeOut(this.awake, index);
  }
}

function contentOf({ of, name }: Field): unknown {
  return (of as Record<string, unknown>)[name];
}

/** Wakes the procedure whose frame has changed from outside. */
export function wake({ fiber }: Activation): void {
  fiber?.among.wake(fiber);
}

/** Notes in a frame what has become of what it asked for. */
export function note<K extends keyof Frame>(activation: Activation, what: K, value: Frame[K]): void {
  activation.c.f[what] = value;
  wake(activation);
}
