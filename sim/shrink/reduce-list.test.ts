import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduceList } from "./reduce-list.ts";

/** What is left of `length` items if all of `needed` must stay, and how many attempts that took. */
function reduced(length: number, needed: ReadonlySet<number>): { left: number[]; attempts: number } {
  let left = Array.from({ length }, (_, index) => index);
  let attempts = 0;
  reduceList(
    () => left.length,
    (from, to) => {
      attempts += 1;
      if (left.slice(from, to).some((item) => needed.has(item))) return false;
      left = left.filter((_, index) => index < from || index >= to);
      return true;
    },
  );
  return { left, attempts };
}

describe("reducing a list", () => {
  it("leaves exactly what is needed", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.uniqueArray(fc.nat(59), { maxLength: 6 }), (length, wanted) => {
        const needed = wanted.filter((item) => item < length).sort((a, b) => a - b);
        expect(reduced(length, new Set(needed)).left).toEqual(needed);
      }),
    );
  });

  it("singles out one of a thousand in few attempts", () => {
    expect(reduced(1_000, new Set([617])).attempts).toBeLessThan(40);
  });
});
