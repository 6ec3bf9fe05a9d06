import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadZoo, type ZooEntry } from "../fixtures/index.ts";
import { isWithin, median, secondsText } from "../reports/index.ts";
import { type Line, outcome } from "./line.ts";
import { type Measured, measuredOf, pageOf } from "./zoo/index.ts";

/** The campaigns in which every entry is looked for, and how many runs each may take. */
const campaigns = ["zoo-a", "zoo-b", "zoo-c"] as const;
const RUNS_MAX = 2000;
/** Half of the campaigns find an entry within so many runs, or it is no good catch. */
const medianMax = 300;
/** Half of the finds are shortened within so much CPU time, milliseconds. */
const SHRINK_MAX_MS = 5000;

const entries = loadZoo();
const measured: Measured[] = [];

const page: Line = {
  name: "docs/zoo.md is written",
  run: (size) => {
    const folder = fileURLToPath(new URL(size === "full" ? "../docs/" : "../out/", import.meta.url));
    mkdirSync(folder, { recursive: true });
    const others = entries.filter(({ unmeasured }) => unmeasured !== undefined);
    writeFileSync(`${folder}zoo.md`, pageOf(measured, others, RUNS_MAX));
    return { state: measured.length === 0 ? "skipped" : "passed", figures: `${measured.length} entries measured` };
  },
};

const shrinking: Line = {
  name: `half of all finds are shortened in ${SHRINK_MAX_MS / 1000} s of CPU`,
  run: () => {
    const times = measured.flatMap(({ scores }) => scores.flatMap(({ shrinkCpuMs }) => shrinkCpuMs ?? []));
    if (times.length === 0) return { state: "skipped", figures: "nothing was measured" };
    const middle = median(times);
    return outcome(middle <= SHRINK_MAX_MS, `median ${secondsText(middle)}, worst ${secondsText(Math.max(...times))}`);
  },
};

function huntFor(entry: ZooEntry): Line {
  return {
    name: `${entry.id} is found and shortened to its limit`,
    run: async (size) => {
      if (size === "small") return { state: "skipped", figures: "those found soon are looked for by npm test" };
      const result = await measuredOf(entry, campaigns, RUNS_MAX);
      measured.push(result);
      const { scores } = result;
      const first = scores.map(({ found, seeds }) => (found ? seeds : Number.POSITIVE_INFINITY));
      const runs = scores.map(({ seedsToRight }) => seedsToRight ?? Number.POSITIVE_INFINITY);
      const events = scores.map(({ shrunkEvents }) => shrunkEvents ?? Number.POSITIVE_INFINITY);
      const isFound =
        scores.every(({ found, seedsToRight }) => found && seedsToRight !== null) && median(runs) <= medianMax;
      const properties = [...new Set(scores.map(({ property }) => property))].join(", ");
      const right = scores.filter(({ propertyRight }) => propertyRight).length;
      const named =
        right === scores.length ? "" : `, right in ${right} of ${scores.length}; one named in ${runs.join(", ")}`;
      const figures = `${properties} in runs ${first.join(", ")}${named}; shortened to ${events.join(", ")} events (limit ${scores[0]?.limitEvents})`;
      return outcome(isFound && scores.every(isWithin), figures);
    },
  };
}

/** Every entry of the zoo that can be expressed is found by random seeds, and its story is short. */
export const lines: readonly Line[] = [
  ...entries.filter(({ unmeasured }) => unmeasured === undefined).map(huntFor),
  shrinking,
  page,
];
