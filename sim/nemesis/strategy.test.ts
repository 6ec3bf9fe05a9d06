import { describe, expect, it } from "vitest";
import { constantsWith } from "../../model/index.ts";
import { drawScenario } from "./draw-scenario.ts";
import { chosenStrategy, type Strategy } from "./strategy.ts";

const seeds = Array.from({ length: 200 }, (_, index) => `s/${index}`);
const draw = (seed: string, strategy?: Strategy) =>
  drawScenario(seed, { lock: "fcntl", set: {}, dropped: [], ...(strategy === undefined ? {} : { strategy }) });

describe("strategies", () => {
  it("random is what is drawn when nothing is said", () => {
    for (const seed of seeds.slice(0, 20)) expect(draw(seed, "random")).toEqual(draw(seed));
  });

  it("pct draws the same scenario, served by rank with 1 to 5 changes", () => {
    const changes = seeds.map((seed) => {
      const { draws, ...rest } = draw(seed, "pct");
      expect(rest).toEqual(draw(seed));
      return draws?.kind === "priorities" ? draws.changes : Number.NaN;
    });
    expect([...new Set(changes)].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it("knobs draws constants", () => {
    expect(seeds.every((seed) => Object.keys(draw(seed, "knobs").set).length > 0)).toBe(true);
  });

  it("knobs leaves whoever leads time to say so before it is forgotten", () => {
    for (const seed of seeds) {
      const { leaderBroadcastIntervalUs, leaderTimeoutUs } = constantsWith(draw(seed, "knobs").set);
      expect(2 * leaderBroadcastIntervalUs).toBeLessThanOrEqual(leaderTimeoutUs);
    }
  });

  it("a portfolio gives each seed exactly what one of the others gives it: half random, a quarter each of the rest", () => {
    const counts = { random: 0, pct: 0, knobs: 0 };
    for (const seed of seeds) {
      const chosen = chosenStrategy(seed, "portfolio");
      counts[chosen] += 1;
      expect(draw(seed, "portfolio")).toEqual(draw(seed, chosen));
    }
    expect(counts.random).toBeGreaterThan(75);
    expect(Math.min(counts.pct, counts.knobs)).toBeGreaterThan(25);
  });
});
