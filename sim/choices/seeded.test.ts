import { describe, expect, it } from "vitest";
import { ChoiceError, seeded } from "./index.ts";

const first = (seed: string, label: string, bound: number, count: number): number[] => {
  const choices = seeded(seed);
  return Array.from({ length: count }, () => choices.pick(label, bound));
};

describe("seeded", () => {
  // a change of these numbers kills every seed anybody wrote down
  it("gives the golden sequences", () => {
    expect(first("42", "network", 100, 8)).toEqual([91, 1, 16, 24, 27, 36, 50, 74]);
    expect(first("42", "network", 2 ** 32 - 1, 3)).toEqual([2818042691, 125159801, 3429361116]);
    expect(first("42", "clock/2", 2 ** 53 - 1, 2)).toEqual([319857951917041, 1592210262764263]);
    expect(first("111", "network", 100, 8)).toEqual([55, 15, 89, 68, 58, 73, 50, 10]);
  });

  it("keeps near seeds apart", () => {
    const seeds = ["1", "11", "111", "1111", "2", "01", " 1", "a", "ab", "abab", "A"];
    const starts = new Set(seeds.map((seed) => first(seed, "network", 2 ** 32, 1)[0]));
    expect(starts.size).toBe(seeds.length);
  });

  it("keeps labels independent: draws under one never shift another", () => {
    const alone = first("7", "network", 1000, 50);
    const choices = seeded("7");
    const together = alone.map((_, index) => {
      for (let extra = 0; extra < index % 3; extra += 1) choices.pick("nemesis", 5);
      return choices.pick("network", 1000);
    });
    expect(together).toEqual(alone);
    expect(first("7", "nemesis", 1000, 50)).not.toEqual(alone);
  });

  it("consumes nothing for a bound of 1", () => {
    const choices = seeded("7");
    const picks = first("7", "network", 1000, 20).map(() => {
      expect(choices.pick("network", 1)).toBe(0);
      return choices.pick("network", 1000);
    });
    expect(picks).toEqual(first("7", "network", 1000, 20));
  });

  it.each([2, 3, 7, 64, 100])("is even below %i", (bound) => {
    const count = 20_000;
    const seen = new Array<number>(bound).fill(0);
    for (const value of first("even", "network", bound, count)) seen[value] = (seen[value] ?? 0) + 1;
    const fair = count / bound;
    const chiSquare = seen.reduce((sum, times) => sum + (times - fair) ** 2 / fair, 0);
    // mean bound - 1, variance twice that, and a long tail below 2: a draw that is off by 4 % is still caught
    expect(Math.abs(chiSquare - (bound - 1))).toBeLessThan(8 * Math.sqrt(2 * (bound - 1)));
  });

  it("favours no part of a range that is not a power of two: 3/4 of 2^32 and of 2^53", () => {
    for (const bound of [3 * 2 ** 30, 3 * 2 ** 51]) {
      const values = first("wide", "network", bound, 6000);
      const lowest = values.filter((value) => value < bound / 3).length;
      // a plain remainder would put half of the draws there
      expect(Math.abs(lowest - 2000)).toBeLessThan(200);
      expect(values.every((value) => Number.isSafeInteger(value) && value >= 0 && value < bound)).toBe(true);
    }
  });

  it.each([2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])("stays below %i", (bound) => {
    for (const value of first("edge", "network", bound, 1000)) {
      expect(Number.isSafeInteger(value) && value >= 0 && value < bound).toBe(true);
    }
  });

  it("refuses an empty seed and a bound that is no integer from 1 up", () => {
    expect(() => seeded("")).toThrow(ChoiceError);
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY]) {
      expect(() => seeded("1").pick("network", bound)).toThrow('bound of "network"');
    }
  });
});
