import { expect, it } from "vitest";
import { legend } from "./lanes.ts";

it("the legend is as wide as the page, and no wider", () => {
  const [whole = "", ...rest] = legend(100);
  expect(rest).toEqual([]);
  expect(whole).toContain("┃ holds the lock  ┆ paused");
  for (const columns of [40, 60, whole.length - 1]) {
    const lines = legend(columns);
    expect(lines.length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.join("  ")).toBe(whole);
  }
});
