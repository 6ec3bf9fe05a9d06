import { expect, it } from "vitest";
import type { GraceName } from "../../model/index.ts";
import { drawScenario } from "./draw-scenario.ts";

const options = { nodes: 3, lock: "fcntl", set: {}, databases: 0 } as const;
const seeds = Array.from({ length: 40 }, (_, index) => `late/${index}`);

/** The longest that any client takes to reclaim, in all runs, seconds. */
function slowestS(grace: GraceName, dropped: readonly string[] = []): number {
  const users = seeds.flatMap((seed) => drawScenario(seed, { ...options, grace, dropped }).nfs?.users ?? []);
  return Math.max(...users.map(({ reclaimUs }) => reclaimUs[1])) / 1_000_000;
}

it.each(["lock-managers", "one-mount"] as const)(
  "draws clients that reclaim in grace with %s, unless that is dropped",
  (grace) => {
    expect(slowestS(grace)).toBe(10);
    expect(slowestS(grace, ["clients-reclaim-in-grace"])).toBe(120);
  },
);

it("draws slow ones where none need be in time", () => {
  expect(slowestS("fs-hold-coordinated")).toBe(120);
  expect(slowestS("fs-remember")).toBe(120);
});
