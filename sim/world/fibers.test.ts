import { describe, expect, it } from "vitest";
import type { Field } from "../../model/index.ts";
import { type Activation, type Fiber, Fibers, note } from "./fibers.ts";

/** A procedure that waits, and looks at that beside its frame. */
function waiting(fiber: Fiber, looksAt: Field | null | undefined): Activation {
  const chart = { until: [() => false], looksAt: [() => looksAt] };
  return { chart, c: { f: {} }, fiber, leaf: 0, done: false } as unknown as Activation;
}

function inLine(fibers: Fibers): number[] {
  return fibers.look().map(({ order }) => order);
}

describe("fibers", () => {
  it("sleep until their frame changes, and keep their place in line", () => {
    const fibers = new Fibers();
    const [first] = [fibers.begin(), fibers.begin(), fibers.begin()];
    const top = waiting(first, null);
    expect(fibers.rest(0, top)).toBe(true);
    expect(inLine(fibers)).toEqual([1, 2]);
    note(top, "found", true);
    expect(top.c.f.found).toBe(true);
    expect(inLine(fibers)).toEqual([0, 1, 2]);
  });

  it("sleep until the field changes that they look at", () => {
    const fibers = new Fibers();
    const of = { mode: "pending" };
    const top = waiting(fibers.begin(), { of, name: "mode" });
    fibers.begin();
    fibers.rest(0, top);
    expect(inLine(fibers)).toEqual([1]);
    of.mode = "frozen";
    expect(inLine(fibers)).toEqual([0, 1]);
  });

  it("stay awake when what they look at is not known", () => {
    const fibers = new Fibers();
    expect(fibers.rest(0, waiting(fibers.begin(), undefined))).toBe(false);
    expect(inLine(fibers)).toEqual([0]);
  });

  it("are gone when they are over", () => {
    const fibers = new Fibers();
    fibers.begin();
    const second = fibers.begin();
    fibers.end(0);
    expect(fibers.oldest).toBe(second);
    expect([...fibers]).toEqual([second]);
  });
});
