import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Claim, overlapOf } from "./index.ts";

const claim = (who: string, sinceMs: number, untilMs?: number): Claim => ({
  who,
  sinceMs,
  ...(untilMs === undefined ? {} : { untilMs }),
});

describe("a history of claims", () => {
  it("of one holder at a time has no overlap, also when one begins as the other ends", () => {
    expect(overlapOf([claim("b", 10, 20), claim("a", 0, 10), claim("c", 25)])).toBeUndefined();
  });

  it("of two at once names them and how long", () => {
    expect(overlapOf([claim("a", 0, 10), claim("b", 8, 30)])).toMatchObject({ fromMs: 8, toMs: 10 });
    expect(overlapOf([claim("a", 0), claim("b", 8, 30)])).toMatchObject({ first: { who: "a" }, toMs: 30 });
  });

  it("agrees with looking at every pair", () => {
    const claims = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 10 })), { maxLength: 8 });
    fc.assert(
      fc.property(claims, (drawn) => {
        const all = drawn.map(([since, length], n) => claim(`c${n}`, since, since + length));
        const pairs = all.some((one, i) =>
          all.some((other, j) => i < j && one.sinceMs < (other.untilMs ?? 0) && other.sinceMs < (one.untilMs ?? 0)),
        );
        expect(overlapOf(all) !== undefined).toBe(pairs);
      }),
    );
  });
});
