import type { Line } from "./line.ts";
import { comparisons, exampleProject, reproTests } from "./steps/index.ts";

/** Issue "Shrinking, reports people forward, campaigns": what must be true before it counts as done. */
export const lines: readonly Line[] = [
  {
    name: "repro.test.ts of three defects: red with it, green without, in a fresh folder",
    run: reproTests([
      { name: "zoo-e02" },
      { name: "zoo-e06" },
      { name: "deaf-helper", file: "examples/vitest-project/deaf-helper.override.mjs" },
    ]),
  },
  { name: "the example project passes with the packed package, with and without --ui", run: exampleProject },
  { name: "docs/comparisons.md is written, and its sentences hold", run: comparisons },
];
