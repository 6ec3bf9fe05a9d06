import { expect, it } from "vitest";
import { constantsWith } from "../../model/index.ts";
import { drawScenario } from "./draw-scenario.ts";
import { drawHangingMonitor } from "./hanging-monitors.ts";

const timeline = { hurtFromUs: 30_000_000, healAtUs: 90_000_000, durationUs: 200_000_000 };
const seeds = Array.from({ length: 200 }, (_, index) => `h/${index}`);
const options = { nodes: 3, lock: "fcntl", set: {}, dropped: [], databases: 0 } as const;

it("has monitor events take too long so often that it may count, and counts few", () => {
  const drawn = seeds.map((seed) => drawHangingMonitor(seed, false)).filter(({ set }) => "monitorTimeoutCount" in set);
  expect(drawn.length).toBeGreaterThan(10);
  expect(drawn.length).toBeLessThan(50);
  const lasts = drawn.map(({ set, faults }) => {
    const [hang, ...others] = faults(3, timeline, constantsWith(set));
    if (hang?.kind !== "script-hangs" || others.length > 0) throw new Error("expected one script that hangs");
    expect(hang.event).toBe("monitor");
    expect([1, 2]).toContain(set.monitorTimeoutCount);
    return hang.forUs > (set.monitorTimeoutCount ?? 0) * constantsWith({}).scriptTimeoutUs;
  });
  expect(new Set(lasts)).toEqual(new Set([true, false]));
});

it("is drawn unless it is said which kinds of fault there are, and what is given counts more", () => {
  const countOf = (seed: string) => drawHangingMonitor(seed, false).set.monitorTimeoutCount;
  const seed = seeds.find((one) => countOf(one) !== undefined) ?? "";
  const count = countOf(seed);
  expect(drawScenario(seed, options).set.monitorTimeoutCount).toBe(count);
  expect(drawScenario(seed, { ...options, set: { monitorTimeoutCount: 7 } }).set.monitorTimeoutCount).toBe(7);
  expect(drawScenario(seed, { ...options, faults: ["pause-host"] }).set.monitorTimeoutCount).toBeUndefined();
});
