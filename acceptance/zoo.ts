import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Line } from "./line.ts";
import { type Entry, type Found, foundIn, inexpressible, type Measured, pageOf, zooEntries } from "./zoo/index.ts";

/** The campaigns in which every entry is looked for, and how many runs each may take. */
const campaigns = ["zoo-a", "zoo-b", "zoo-c"] as const;
const RUNS_MAX = 2000;
/** Half of the campaigns find an entry within so many runs, or it is no good catch. */
const medianMax = 300;

const measured: Measured[] = [];

const page: Line = {
  name: "docs/zoo.md is written",
  run: (size) => {
    const folder = fileURLToPath(new URL(size === "full" ? "../docs/" : "../out/", import.meta.url));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}zoo.md`, pageOf(measured, inexpressible, RUNS_MAX));
    return { state: measured.length === 0 ? "skipped" : "passed", figures: `${measured.length} entries measured` };
  },
};

function hunt(entry: Entry): Line {
  return {
    name: `${entry.name}: ${entry.property} breaks`,
    run: async (size) => {
      if (size === "small") return { state: "skipped", figures: "those found soon are looked for by npm test" };
      const found: Found[] = [];
      for (const seed of campaigns) found.push(await foundIn(entry, seed, RUNS_MAX));
      const result = { entry, found };
      measured.push(result);
      const runs = found.map((one) => one.run ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
      const median = runs[Math.floor(runs.length / 2)] ?? 0;
      const all = Number.isFinite(runs.at(-1));
      return { state: all && median <= medianMax ? "passed" : "failed", figures: `found in runs ${runs.join(", ")}` };
    },
  };
}

/** Every entry of the zoo that can be expressed is found by random seeds. */
export const lines: readonly Line[] = [...(await zooEntries()).map(hunt), page];
