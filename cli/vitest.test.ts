import { expect, test } from "vitest";
import { clusterSuite, complaint, seedRunner } from "./vitest.ts";

clusterSuite({ runs: 3 });
clusterSuite({ name: "two nodes without a lock", seed: "two", lock: "none", nodes: 2, runs: 3 });

test("a seed gives the verdict of the command", async () => {
  const run = await seedRunner({ lock: "none", nodes: 3, faults: ["pause-host"] });
  const verdict = run("a b");
  expect(verdict).toMatchObject({ seed: "a b", exitCode: 0 });
  expect(verdict.reproduce).toBe("npx cluster-sim run --seed 'a b' --nodes 3 --lock none --faults pause-host");
  expect(run("a b")).toEqual(verdict);
});

test("a failure is told with the command that repeats it", async () => {
  const run = await seedRunner({ defects: ["zoo-e02"] });
  const failed = Array.from({ length: 20 }, (_, index) => run(`defect/${index + 1}`)).find((one) => one.exitCode !== 0);
  if (failed === undefined) expect.fail("no seed shows the defect");
  const told = complaint(failed);
  expect(told).toMatch(/^seed defect\/\d+: violated\n/);
  expect(told).toContain("leader-after-heal: ");
  expect(told).toMatch(/reproduce: npx cluster-sim run --seed defect\/\d+ --defect zoo-e02$/);
});

test("an unknown defect is refused", async () => {
  await expect(seedRunner({ defects: ["zoo-e99"] })).rejects.toThrow(/zoo-e99/);
});
