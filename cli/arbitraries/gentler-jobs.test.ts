import fc from "fast-check";
import { expect, it } from "vitest";
import { loadScenario } from "../../fixtures/index.ts";
import type { Job, Scenario } from "../../model/index.ts";
import { gentlerJobs } from "./gentler-jobs.ts";

const fullScenario = (given: object): Scenario =>
  loadScenario(JSON.stringify({ version: 1, ...given }), "s.json").scenario;

const databases = ["a", "b", "c"].map((name) => ({ name, kind: "volatile" as const }));
const job = (atUs: number): Job => ({
  atUs,
  node: 0,
  client: 0,
  work: [
    { do: "lock", db: "a", key: "k" },
    { do: "work", forUs: 3_000_000 },
    { do: "lock", db: "b", key: "k" },
  ],
});
const scenario = fullScenario({ databases, jobs: [job(1), job(2), job(3)] });

it("jobs are those that were drawn, or fewer with less work, and their databases are there", () => {
  const property = fc.property(gentlerJobs(scenario), ({ jobs = [], databases: left = [] }) => {
    const names = left.map(({ name }) => name);
    for (const { atUs, work } of jobs) {
      expect([1, 2, 3]).toContain(atUs);
      expect(work.length).toBeGreaterThan(0);
      for (const one of work) if ("db" in one) expect(names).toContain(one.db);
    }
    expect(fullScenario({ databases: left, jobs })).toMatchObject({ jobs });
  });
  fc.assert(property, { numRuns: 200, seed: 1 });
});

it("they shrink to what is needed", () => {
  const property = fc.property(gentlerJobs(scenario), ({ jobs = [] }) => !jobs.some(({ work }) => work.length > 1));
  const { counterexample } = fc.check(property, { numRuns: 200, seed: 1 });
  const [first, ...others] = counterexample?.[0].jobs ?? [];
  expect(others).toEqual([]);
  expect(first?.work).toEqual([
    { do: "lock", db: "a", key: "k" },
    { do: "work", forUs: 10_000 },
  ]);
  expect(counterexample?.[0].databases).toEqual([databases[0]]);
});

it("a scenario without databases stays without", () => {
  expect(fc.sample(gentlerJobs(fullScenario({})), 3)).toEqual([{}, {}, {}]);
});
