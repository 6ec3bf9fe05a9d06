import type { Line } from "./line.ts";
import { bigCampaign, comparisons, exampleProject, reproTests, survivesKills, workersScale } from "./steps/index.ts";

/** What takes minutes; a small form of it is among the tests. */
function atFullSize(run: Line["run"]): Line["run"] {
  return (size) => (size === "small" ? { state: "skipped", figures: "npm test does this with few runs" } : run(size));
}

/** At small size the last, whose override is a file. */
const defects = [
  { name: "zoo-e02" },
  { name: "zoo-e06" },
  { name: "deaf-helper", file: "examples/vitest-project/deaf-helper.override.mjs" },
];

/** Issue "Shrinking, reports people forward, campaigns": what must be true before it counts as done. */
export const lines: readonly Line[] = [
  {
    name: "repro.test.ts of three defects (one at small size): red with it, green without, in a fresh folder",
    run: (size) => reproTests(size === "small" ? defects.slice(-1) : defects)(size),
  },
  { name: "the example project passes with the packed package, with and without --ui", run: exampleProject },
  { name: "docs/comparisons.md is written, and its sentences hold", run: atFullSize(comparisons) },
  { name: "20,000 seeds on two workers: no mismatch, flat memory", run: atFullSize(bigCampaign) },
  { name: "two workers have 0.9 of one worker's rate a CPU-second", run: atFullSize(workersScale(0.9)) },
  { name: "a campaign survives kill -9 of its workers and of itself", run: atFullSize(survivesKills) },
];
