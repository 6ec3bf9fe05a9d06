import { expect, it } from "vitest";
import { seeded } from "../choices/index.ts";
import { drawScenario } from "./draw-scenario.ts";
import { drawOutlivingServer } from "./outliving-servers.ts";

const timeline = { hurtFromUs: 30_000_000, healAtUs: 90_000_000, durationUs: 200_000_000 };
const seeds = Array.from({ length: 200 }, (_, index) => `o/${index}`);

it("has a server outlive its ctdbd, which comes back, in one run of eight", () => {
  const drawn = seeds.flatMap((seed) => drawOutlivingServer(seeded(seed), 3, timeline));
  expect(drawn.length).toBeGreaterThan(12);
  expect(drawn.length).toBeLessThan(42);
  for (const fault of drawn) {
    if (fault.kind !== "kill-process") throw new Error("Expected a process that is killed");
    expect(fault.program).toBe("ctdbd");
    expect(fault.restartUs).toBeLessThanOrEqual(20_000_000);
  }
  expect(drawOutlivingServer(seeded("o/0"), 1, timeline)).toEqual([]);
});

it("is drawn where there is NFS, unless it is said which kinds of fault there are", () => {
  const options = { nodes: 3, lock: "fcntl", set: {}, dropped: [], databases: 0, grace: "keep-barrier" } as const;
  const own = (seed: string, asked: object) => {
    const { faults } = drawScenario(seed, { ...options, ...asked });
    const [fault] = drawOutlivingServer(seeded(`${seed}/outliving-servers`), 3, timeline);
    return fault !== undefined && faults.some((one) => one.kind === "kill-process" && one.program === "ctdbd");
  };
  expect(seeds.slice(0, 60).some((seed) => own(seed, {}))).toBe(true);
  expect(seeds.slice(0, 60).some((seed) => own(seed, { faults: ["partition"] }))).toBe(false);
});
