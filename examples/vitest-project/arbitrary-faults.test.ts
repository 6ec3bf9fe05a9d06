import { assertHolds, faultPlans, scenarios } from "cluster-sim/vitest";
import fc from "fast-check";
import { expect, test } from "vitest";

test("whatever happens to a cluster with a lock file, it holds", async () => {
  const clusters = scenarios({ lock: "fcntl", nodes: [2, 4] });
  await fc.assert(
    fc.asyncProperty(clusters, (scenario) => assertHolds(scenario)),
    { numRuns: 10 },
  );
});

test("three nodes survive pauses and kills, whenever they come", async () => {
  const healUs = 120_000_000;
  const plans = faultPlans({ nodes: 3, lock: "fcntl", kinds: ["pause-host", "kill-process"], untilUs: healUs });
  const heal = { atUs: healUs, core: [0, 1, 2] };
  await fc.assert(
    fc.asyncProperty(plans, (faults) => assertHolds({ nodes: 3, durationUs: 400_000_000, faults, heal })),
    { numRuns: 10 },
  );
});

test("a defect is found, and shrunk to a single fault", async () => {
  const clusters = scenarios({ lock: "fcntl", nodes: 3 });
  const property = fc.asyncProperty(clusters, (scenario) => assertHolds(scenario, { defects: ["zoo-e02"] }));
  const found = await fc.check(property, { numRuns: 50, seed: 1 });
  expect(found.counterexample?.[0].faults.length).toBeLessThan(2);
});
