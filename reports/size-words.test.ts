import { expect, it } from "vitest";
import { faultsIn, workloadWords } from "./size-words.ts";
import { shrinkNoteText } from "./text/shrunk-text.ts";

const workload = { databases: 6, clients: 18, jobs: 60, steps: 300 };
const before = { events: 62, nodes: 6, durationUs: 300_000_000, workload };
const after = {
  events: 2,
  nodes: 2,
  durationUs: 102_000_000,
  workload: { databases: 2, clients: 1, jobs: 1, steps: 2 },
  decisions: 0,
};
const note = { property: "no-deadlock", runs: 200, isMinimal: true, original: "" };

it("what clients do is told apart from faults", () => {
  expect(faultsIn(before)).toBe(2);
  expect(workloadWords(before)).toEqual(["6 databases", "60 jobs (300 steps) of 18 clients"]);
  expect(workloadWords({ ...after, workload: { databases: 1, clients: 0, jobs: 0, steps: 0 } })).toEqual([
    "1 database",
  ]);
  const text = shrinkNoteText({ ...note, before, after }, 300).join("\n");
  expect(text).toContain("to 1 fault, 2 nodes, 2 databases, 1 job (2 steps) of 1 client, ");
  expect(text).toContain("without any one of its faults and jobs it holds");
});

it("a scenario without databases has no words for them", () => {
  const size = { events: 2, nodes: 3, durationUs: 60_000_000 };
  expect([faultsIn(size), workloadWords(size)]).toEqual([2, []]);
  const text = shrinkNoteText({ ...note, before: size, after: size }, 300).join("\n");
  expect(text).toContain("from 2 faults, 3 nodes, 1 min to 2 faults, 3 nodes, 1 min");
  expect(text).toContain("without any one of its faults it holds");
});
