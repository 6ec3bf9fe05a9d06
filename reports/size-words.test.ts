import { expect, it } from "vitest";
import { faultsIn, workloadWords } from "./size-words.ts";

const size = { events: 62, nodes: 6, durationUs: 300_000_000 };

it("what clients do is told apart from faults", () => {
  const busy = { ...size, workload: { databases: 6, clients: 18, jobs: 60, steps: 300 } };
  expect(faultsIn(busy)).toBe(2);
  expect(workloadWords(busy)).toEqual(["6 databases", "60 jobs (300 steps) of 18 clients"]);
  const idle = { ...size, workload: { databases: 1, clients: 0, jobs: 0, steps: 0 } };
  expect(workloadWords(idle)).toEqual(["1 database"]);
});

it("a scenario without databases has no words for them", () => {
  expect([faultsIn(size), workloadWords(size)]).toEqual([62, []]);
});
