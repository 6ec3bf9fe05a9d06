import { describe, expect, it } from "vitest";
import type { Odds } from "./moment.ts";
import { nextMoment } from "./next-moment.ts";

/** Tries moments of a curve until there are so many points; gives their places in the order tried. */
function tried(curve: (moment: number) => number, count: number, points: number): number[] {
  const odds: Odds[] = [];
  const order: number[] = [];
  while (odds.length < points) {
    const moment = nextMoment(odds, count);
    if (moment === undefined) break;
    order.push(moment);
    odds.push({ moment, runs: 10, failed: curve(moment), failedWithoutFaults: 0 });
    odds.sort((one, other) => one.moment - other.moment);
  }
  return order;
}

describe("the moment that is tried next", () => {
  it("is the end, the start, then the middle of what is widest", () => {
    expect(tried(() => 0, 17, 9)).toEqual([16, 0, 8, 4, 12, 2, 6, 10, 14]);
  });

  it("closes in on a step until both its sides are neighbours", () => {
    const order = tried((moment) => (moment < 777 ? 1 : 9), 1000, 20);
    expect(order).toContain(776);
    expect(order).toContain(777);
  });

  it("tries every moment once where there are few, and then no more", () => {
    const order = tried((moment) => moment % 3, 12, 100);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
    expect(tried(() => 0, 1, 5)).toEqual([0]);
    expect(tried(() => 0, 0, 5)).toEqual([]);
  });
});
