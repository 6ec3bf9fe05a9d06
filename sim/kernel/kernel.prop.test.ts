import fc from "fast-check";
import { expect, it } from "vitest";
import { Kernel, type Ticket } from "./index.ts";

/** The obvious queue: an array kept in order by a stable sort. */
class NaiveQueue {
  nowUs = 0;
  private events: { readonly atUs: number; readonly name: number }[] = [];

  get size(): number {
    return this.events.length;
  }

  schedule(atUs: number, name: number): void {
    this.events.push({ atUs, name });
    this.events.sort((one, other) => one.atUs - other.atUs);
  }

  cancel(name: number): boolean {
    const before = this.events.length;
    this.events = this.events.filter((event) => event.name !== name);
    return this.events.length < before;
  }

  step(): number | undefined {
    const event = this.events.shift();
    if (event !== undefined) this.nowUs = event.atUs;
    return event?.name;
  }
}

// few different delays, so that ties are the rule
const schedule = fc.record({ act: fc.constant("schedule" as const), delayUs: fc.nat(6), far: fc.boolean() });
const cancel = fc.record({ act: fc.constant("cancel" as const), which: fc.nat() });
const step = fc.record({ act: fc.constant("step" as const) });
// once in a while most of what is pending goes at once: that sweeps the heap
const cull = fc.record({ act: fc.constant("cull" as const), keepEvery: fc.integer({ min: 2, max: 9 }) });
const acts = fc.array(
  fc.oneof(
    { arbitrary: schedule, weight: 60 },
    { arbitrary: cancel, weight: 20 },
    { arbitrary: step, weight: 8 },
    { arbitrary: cull, weight: 1 },
  ),
  {
    maxLength: 1500,
    size: "max",
  },
);

type Act = typeof acts extends fc.Arbitrary<(infer One)[]> ? One : never;

/** A kernel and the naive queue, driven alike and compared after every act. */
class Pair {
  private readonly kernel = new Kernel();
  private readonly naive = new NaiveQueue();
  private readonly tickets: Ticket[] = [];
  private readonly handled: string[] = [];
  private readonly kind = this.kernel.register((target, payload) => this.handled.push(`${target} ${payload}`));

  schedule(delayUs: number): void {
    const atUs = this.kernel.nowUs + delayUs;
    const name = this.tickets.length;
    this.tickets.push(this.kernel.schedule(atUs, this.kind, name, `payload ${name}`));
    this.naive.schedule(atUs, name);
    expect(this.kernel.size).toBe(this.naive.size);
  }

  cancel(which: number): void {
    if (this.tickets.length === 0) return;
    const name = which % this.tickets.length;
    expect(this.kernel.cancel(this.tickets[name] as Ticket)).toBe(this.naive.cancel(name));
    expect(this.kernel.size).toBe(this.naive.size);
  }

  cull(keepEvery: number): void {
    for (let name = 0; name < this.tickets.length; name += 1) if (name % keepEvery > 0) this.cancel(name);
  }

  /** True while there was something to handle. */
  step(): boolean {
    const name = this.naive.step();
    this.handled.length = 0;
    expect(this.kernel.step()).toBe(name !== undefined);
    expect(this.handled).toEqual(name === undefined ? [] : [`${name} payload ${name}`]);
    expect([this.kernel.size, this.kernel.nowUs]).toEqual([this.naive.size, this.naive.nowUs]);
    return name !== undefined;
  }
}

function play(pair: Pair, item: Act): void {
  if (item.act === "schedule") pair.schedule(item.delayUs * (item.far ? 2 ** 33 : 1));
  else if (item.act === "cancel") pair.cancel(item.which);
  else if (item.act === "cull") pair.cull(item.keepEvery);
  else pair.step();
}

it("handles the same events at the same times as a sorted array, whatever is scheduled, cancelled and stepped", () => {
  fc.assert(
    fc.property(acts, (script) => {
      const pair = new Pair();
      for (const act of script) play(pair, act);
      while (pair.step());
    }),
    { numRuns: 60 },
  );
});
