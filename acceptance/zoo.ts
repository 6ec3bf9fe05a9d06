import { writeFileSync } from "node:fs";
import { loadZoo, type ZooEntry } from "../fixtures/index.ts";
import { isWithin, median, secondsText } from "../reports/index.ts";
import { type Line, type Outcome, outcome } from "./line.ts";
import { keep, pageOf, readKept, scoresOf } from "./zoo/index.ts";

/** The campaigns in which every entry is looked for, and how many runs each may take. */
const campaigns = ["zoo-a", "zoo-b", "zoo-c"] as const;
const RUNS_MAX = 2000;
/** Half of the campaigns find an entry within so many runs, or it is no good catch. */
const medianMax = 300;
/** Half of the finds are shortened within so much CPU time, milliseconds. */
const SHRINK_MAX_MS = 5000;

const entries = loadZoo();
const toMeasure = entries.filter(({ unmeasured }) => unmeasured === undefined);

/** What is said at small size. */
const later: Outcome = { state: "skipped", figures: "those found soon are looked for by npm test" };

const page: Line = {
  name: "every entry that can be expressed has been measured",
  run: (size) => {
    if (size === "small") return later;
    const kept = readKept();
    const missing = toMeasure.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
    const figures = `${toMeasure.length - missing.length} of ${toMeasure.length} entries, docs/zoo.md`;
    return outcome(missing.length === 0, missing.length === 0 ? figures : `${figures}; not ${missing.join(", ")}`);
  },
};

const shrinking: Line = {
  name: `half of all finds are shortened in ${SHRINK_MAX_MS / 1000} s of CPU`,
  run: (size) => {
    if (size === "small") return later;
    const kept = [...readKept().values()];
    const times = kept.flatMap(({ scores }) => scores.flatMap(({ shrinkCpuMs }) => shrinkCpuMs ?? []));
    const middle = median(times);
    return outcome(middle <= SHRINK_MAX_MS, `median ${secondsText(middle)}, worst ${secondsText(Math.max(...times))}`);
  },
};

function huntFor(entry: ZooEntry): Line {
  return {
    name: `${entry.id} is found and shortened to its limit`,
    run: async (size) => {
      if (size === "small") return later;
      const scores = await scoresOf(entry, campaigns, RUNS_MAX);
      keep(entry.id, scores);
      writeFileSync(new URL("../docs/zoo.md", import.meta.url), pageOf(entries, readKept(), RUNS_MAX));
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
export const lines: readonly Line[] = [...toMeasure.map(huntFor), shrinking, page];
