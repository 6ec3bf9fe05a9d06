import { expect, it } from "vitest";
import { seeded } from "../choices/index.ts";
import type { DrawOptions } from "./draw-options.ts";
import { drawScenario } from "./draw-scenario.ts";
import { drawFailingGrace } from "./failing-grace.ts";

const timeline = { hurtFromUs: 30_000_000, healAtUs: 90_000_000, durationUs: 200_000_000 };
const seeds = Array.from({ length: 200 }, (_, index) => `g/${index}`);

it("has another node's addresses leave while a server cannot enter grace, in one run of eight", () => {
  const drawn = seeds.map((seed) => drawFailingGrace(seeded(seed), 3, timeline)).filter(({ length }) => length > 0);
  expect(drawn.length).toBeGreaterThan(12);
  expect(drawn.length).toBeLessThan(42);
  for (const [fails, disabled, enabled] of drawn) {
    if (fails?.kind !== "script-fails" || disabled?.kind !== "admin" || enabled?.kind !== "admin")
      throw new Error("Expected a script that fails and two commands");
    expect(disabled.host).not.toBe(fails.host);
    expect(enabled.host).toBe(disabled.host);
    expect(disabled.atUs).toBeGreaterThan(fails.atUs);
    expect(disabled.atUs).toBeLessThan(fails.atUs + fails.forUs);
  }
});

it("is drawn where there is NFS, unless it is said which kinds of fault there are", () => {
  const options = { nodes: 3, lock: "fcntl", set: {}, dropped: [], databases: 0 } as const;
  const count = (asked: Partial<DrawOptions>) =>
    seeds
      .slice(0, 60)
      .filter((seed) =>
        drawScenario(seed, { ...options, ...asked }).faults.some(
          (fault) => fault.kind === "script-fails" && fault.event === "startipreallocate" && fault.script === "60.nfs",
        ),
      ).length;
  const without = count({});
  expect(count({ grace: "keep-barrier" })).toBeGreaterThan(without + 2);
  expect(count({ grace: "keep-barrier", faults: ["partition"] })).toBe(0);
});
