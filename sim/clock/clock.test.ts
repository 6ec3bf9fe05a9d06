import { describe, expect, it } from "vitest";
import { ClockError, localAt, RATE_PPM_MAX, setRate, step, trueAt, trueClock } from "./index.ts";

describe("a host clock", () => {
  it("is right until told otherwise", () => {
    expect([localAt(trueClock, 0), localAt(trueClock, 12_345), trueAt(trueClock, 12_345)]).toEqual([0, 12_345, 12_345]);
  });

  it("gains or loses its rate each second", () => {
    const fast = setRate(trueClock, 1_000_000, 100);
    expect([localAt(fast, 1_000_000), localAt(fast, 2_000_000), localAt(fast, 11_000_000)]).toEqual([
      1_000_000, 2_000_100, 11_001_000,
    ]);
    const slow = setRate(trueClock, 0, -500_000);
    expect([0, 1, 2, 3, 4].map((trueUs) => localAt(slow, trueUs))).toEqual([0, 0, 1, 1, 2]);
    expect([0, 1, 2].map((localUs) => trueAt(slow, localUs))).toEqual([0, 2, 4]);
  });

  it("jumps with a step and keeps its rate", () => {
    const stepped = step(setRate(trueClock, 0, 1000), 1_000_000, -300_000);
    expect([localAt(stepped, 1_000_000), localAt(stepped, 2_000_000)]).toEqual([701_000, 1_702_000]);
    expect(stepped.offsetUs).toBe(-300_000);
  });

  it("reaches what a step jumped over when the step comes", () => {
    expect(trueAt(step(trueClock, 500, 10_000), 700)).toBe(500);
  });

  it("reaches a time again after a step back", () => {
    expect(trueAt(step(trueClock, 500, -100), 450)).toBe(550);
  });

  it("refuses the past, fractions, rates it cannot have and times beyond exact integers", () => {
    const clock = step(trueClock, 100, 5);
    expect(() => localAt(clock, 99)).toThrow("not before the clock's last change, 100, got 99");
    expect(() => localAt(clock, 100.5)).toThrow(ClockError);
    expect(() => trueAt(clock, 0.5)).toThrow(ClockError);
    expect(() => step(clock, 100, 0.5)).toThrow(ClockError);
    for (const ppm of [RATE_PPM_MAX + 1, -RATE_PPM_MAX - 1, 0.5, Number.NaN])
      expect(() => setRate(clock, 100, ppm)).toThrow(ClockError);
    expect(() => localAt(clock, Number.MAX_SAFE_INTEGER)).toThrow("exact integer");
    expect(() => trueAt(setRate(trueClock, 0, -RATE_PPM_MAX), 2 ** 50)).toThrow("the true time");
  });
});
