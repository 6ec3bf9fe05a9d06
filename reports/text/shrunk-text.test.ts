import { expect, it } from "vitest";
import { shrinkNoteText } from "./shrunk-text.ts";

const size = { events: 2, nodes: 3, durationUs: 60_000_000 };
const note = { property: "no-deadlock", runs: 200, isMinimal: true, original: "" };

it("a shortened run is told by what happens in it and what clients do", () => {
  const before = { ...size, events: 62, workload: { databases: 6, clients: 18, jobs: 60, steps: 300 } };
  const after = { ...size, workload: { databases: 2, clients: 1, jobs: 1, steps: 2 }, decisions: 0 };
  const text = shrinkNoteText({ ...note, before, after }, 300).join("\n");
  expect(text).toContain("from 2 faults, 3 nodes, 6 databases, 60 jobs (300 steps) of 18 clients, 1 min");
  expect(text).toContain(
    "to 1 fault, 3 nodes, 2 databases, 1 job (2 steps) of 1 client, 1 min, nothing left to chance",
  );
  expect(text).toContain("without any one of its faults and jobs it holds");
});

it("nothing is said of databases where there are none", () => {
  const text = shrinkNoteText({ ...note, before: size, after: size }, 300).join("\n");
  expect(text).toContain("from 2 faults, 3 nodes, 1 min to 2 faults, 3 nodes, 1 min, in 200 runs");
  expect(text).toContain("without any one of its faults it holds");
});
