import { describe, expect, it } from "vitest";
import { Kernel, KernelError } from "./index.ts";

/** A kernel with one kind of event that notes its target. */
function noting() {
  const kernel = new Kernel();
  const seen: number[] = [];
  const note = kernel.register((target) => seen.push(target));
  return { kernel, seen, note };
}

describe("order", () => {
  it("handles events by time, equal times in the order they were scheduled", () => {
    const { kernel, seen, note } = noting();
    for (const [atUs, target] of [
      [7, 1],
      [5, 2],
      [7, 3],
      [5, 4],
      [7, 5],
    ] as const)
      kernel.schedule(atUs, note, target, null);
    kernel.runUntil(10);
    expect(seen).toEqual([2, 4, 1, 3, 5]);
  });

  it("puts an event that a handler schedules for now behind those already due now", () => {
    const kernel = new Kernel();
    const seen: string[] = [];
    const say = kernel.register((_target, payload) => seen.push(payload as string));
    const again = kernel.register(() => kernel.schedule(kernel.nowUs, say, 0, "late"));
    kernel.schedule(3, again, 0, null);
    kernel.schedule(3, say, 0, "early");
    kernel.runUntil(3);
    expect(seen).toEqual(["early", "late"]);
  });

  it("keeps its order while it grows past its first capacity, also from within a handler", () => {
    const { kernel, seen, note } = noting();
    const burst = kernel.register(() => {
      for (let target = 999; target >= 0; target -= 1) kernel.schedule(10 + target, note, target, null);
    });
    kernel.schedule(1, burst, 0, null);
    kernel.runUntil(5000);
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });
});

describe("runUntil", () => {
  it("handles events at its end, leaves later ones and sets the time to its end", () => {
    const { kernel, seen, note } = noting();
    kernel.schedule(4, note, 1, null);
    kernel.schedule(5, note, 2, null);
    expect(kernel.runUntil(4)).toBe("time");
    expect([seen, kernel.nowUs, kernel.size, kernel.fired]).toEqual([[1], 4, 1, 1]);
    expect(kernel.runUntil(9)).toBe("empty");
    expect([seen, kernel.nowUs, kernel.size, kernel.fired]).toEqual([[1, 2], 9, 0, 2]);
  });

  it("comes back after eventsMax events when more are due, and only then", () => {
    const { kernel, note } = noting();
    for (let target = 0; target < 3; target += 1) kernel.schedule(target, note, target, null);
    expect(kernel.runUntil(9, 2)).toBe("events");
    expect(kernel.nowUs).toBe(1);
    expect(kernel.runUntil(9, 1)).toBe("empty");
  });

  it("comes back when a handler stops it, after that event", () => {
    const { kernel, seen, note } = noting();
    const halt = kernel.register(() => kernel.stop());
    kernel.schedule(1, halt, 0, null);
    kernel.schedule(1, note, 1, null);
    expect(kernel.runUntil(9)).toBe("stopped");
    expect([seen, kernel.nowUs]).toEqual([[], 1]);
    expect(kernel.runUntil(9)).toBe("empty");
  });

  it("can go on after a handler that threw", () => {
    const { kernel, seen, note } = noting();
    const fail = kernel.register(() => {
      throw new Error("from the handler");
    });
    kernel.schedule(1, fail, 0, null);
    kernel.schedule(2, note, 2, null);
    expect(() => kernel.runUntil(9)).toThrow("from the handler");
    expect(kernel.runUntil(9)).toBe("empty");
    expect(seen).toEqual([2]);
  });
});

describe("tickets", () => {
  it("cancel an event once", () => {
    const { kernel, seen, note } = noting();
    const ticket = kernel.schedule(1, note, 1, null);
    expect([kernel.cancel(ticket), kernel.cancel(ticket), kernel.size]).toEqual([true, false, 0]);
    expect(kernel.runUntil(2)).toBe("empty");
    expect(seen).toEqual([]);
  });

  it("do not cancel an event that is being handled or was handled", () => {
    const kernel = new Kernel();
    const results: boolean[] = [];
    const probe = kernel.register(() => results.push(kernel.cancel(ticket)));
    const ticket = kernel.schedule(1, probe, 0, null);
    kernel.step();
    expect([...results, kernel.cancel(ticket)]).toEqual([false, false]);
  });

  it("do not name the next event that uses the same slot", () => {
    const { kernel, note } = noting();
    const old = kernel.schedule(1, note, 1, null);
    kernel.step();
    const fresh = kernel.schedule(2, note, 2, null);
    expect(fresh).not.toBe(old);
    expect([kernel.cancel(old), kernel.size, kernel.cancel(fresh)]).toEqual([false, 1, true]);
  });

  it("of no event at all cancel nothing", () => {
    const { kernel } = noting();
    expect([0, -1, 0.5, Number.NaN, 1e300].map((ticket) => kernel.cancel(ticket))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("set and cancelled again and again do not fill the heap", () => {
    const { kernel, seen, note } = noting();
    kernel.schedule(1, note, 1, null);
    let ticket = kernel.schedule(30, note, 0, null);
    for (let round = 0; round < 100_000; round += 1) {
      kernel.cancel(ticket);
      ticket = kernel.schedule(30 + round, note, 2, null);
    }
    expect(kernel.size).toBe(2);
    // a slot number is the ticket's low 24 bits: it tells how many slots were ever in use
    expect(ticket % 2 ** 24).toBeLessThan(256);
    kernel.runUntil(200_000);
    expect(seen).toEqual([1, 2]);
  });
});

describe("a sweep of cancelled events", () => {
  it("keeps the others in order and frees each slot once", () => {
    const { kernel, seen, note } = noting();
    const tickets = Array.from({ length: 300 }, (_, target) =>
      kernel.schedule(1000 - (target % 7), note, target, null),
    );
    const kept = tickets.map((_, target) => target).filter((target) => target % 3 === 0);
    tickets.forEach((ticket, target) => {
      if (target % 3 > 0) kernel.cancel(ticket);
    });
    for (let target = 300; target < 700; target += 1) kernel.schedule(2000, note, target, null);
    kernel.runUntil(1000);
    expect(seen).toEqual(kept.toSorted((one, other) => (other % 7) - (one % 7) || one - other));
    kernel.runUntil(2000);
    expect(seen.slice(kept.length)).toEqual(Array.from({ length: 400 }, (_, index) => 300 + index));
  });
});

describe("refusals", () => {
  it.each([
    ["a time in the past", 4, 0, 0],
    ["a fraction of a microsecond", 5.5, 0, 0],
    ["a time that is no number", Number.NaN, 0, 0],
    ["a time beyond exact integers", 2 ** 53, 0, 0],
    ["an unknown kind", 6, 1, 0],
    ["a target that is no 32-bit integer", 6, 0, 2 ** 31],
  ])("schedule: %s", (_what, atUs, kind, target) => {
    const { kernel } = noting();
    kernel.runUntil(5);
    expect(() => kernel.schedule(atUs, kind, target, null)).toThrow(KernelError);
    expect(kernel.size).toBe(0);
  });

  it("a run inside a run, an end in the past, a negative count", () => {
    const kernel = new Kernel();
    const nest = kernel.register(() => kernel.step());
    kernel.schedule(1, nest, 0, null);
    expect(() => kernel.runUntil(2)).toThrow("no run inside a run");
    expect(() => kernel.runUntil(0)).toThrow("not before 1");
    expect(() => kernel.runUntil(2, -1)).toThrow("eventsMax");
  });
});

describe("hash", () => {
  const hashOf = (...events: readonly (readonly [atUs: number, kind: number, target: number])[]): number => {
    const kernel = new Kernel();
    for (let kind = 0; kind < 3; kind += 1) kernel.register(() => undefined);
    for (const [atUs, kind, target] of events) kernel.schedule(atUs, kind, target, null);
    kernel.runUntil(2 ** 50);
    return kernel.hash;
  };

  it("is the same for the same events and pinned across versions", () => {
    expect(hashOf([1, 0, 7], [2, 1, -1], [2 ** 40, 2, 3])).toBe(2_455_493_386);
  });

  it("differs with time, kind, target, order and count", () => {
    const events = [1, 1 + 2 ** 32, 2].flatMap((atUs) =>
      [0, 1].flatMap((kind) => [0, 1].map((target) => [atUs, kind, target] as const)),
    );
    const hashes = new Set(events.map((event) => hashOf(event)));
    hashes
      .add(hashOf())
      .add(hashOf([1, 0, 0], [1, 0, 1]))
      .add(hashOf([1, 0, 1], [1, 0, 0]))
      .add(hashOf([1, 0, 0], [1, 0, 0]));
    expect(hashes.size).toBe(events.length + 4);
  });
});
