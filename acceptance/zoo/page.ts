import type { ZooEntry } from "../../fixtures/index.ts";
import { type DefectScore, isWithin, median, secondsText } from "../../reports/index.ts";
import type { Kept } from "./kept.ts";

/** The table of what random runs find of the zoo, how short it gets, and what is not measured. */
export function pageOf(entries: readonly ZooEntry[], kept: ReadonlyMap<string, Kept>, runsMax: number): string {
  const measured = entries.filter(({ id, unmeasured }) => unmeasured === undefined && kept.has(id));
  const areas = [...new Set(measured.map(({ area }) => area))];
  return [
    "# The zoo: historic defects, and what finds them",
    "",
    "Written by `npm run acceptance -- zoo`, as a whole or entry by entry (`--line zoo-e01`); the figures behind it are",
    "`docs/zoo.json`. Each entry is an override",
    "file in `fixtures/defects/`, looked for in several campaigns (`<seed>/1`, `<seed>/2` …) until any property breaks that",
    "holds without it, and on until one breaks that is right for it (*named*); a campaign has at most",
    `${runsMax} runs. The run with the named property is shortened. CPU times are medians of the campaigns, on one core. An`,
    "*event* is a fault, a command of an administrator or a job of a client that is left; the limit is twice what a person who",
    "knows the defect would do, listed in `fixtures/zoo.json`; what is over it is **bold**. `npx cluster-sim zoo score` measures",
    "the same with one campaign. *At* is the commit on which an entry was measured.",
    "",
    "What an entry *broke in the field* is its class, not what a run shows here: a property may see a symptom long before the",
    "harm. Where the property that finds an entry is no more than that, or the find is narrower than the history, it is said",
    "[below](#symptoms-and-narrow-finds).",
    "",
    ...areas.flatMap((area) => table(area, measured, kept)),
    "## Symptoms and narrow finds",
    "",
    "| entry | what its find does not show |",
    "| --- | --- |",
    ...measured.flatMap(({ id, note }) => (note === undefined ? [] : [`| \`${id}\` | ${cell(note)} |`])),
    "",
    "## Not measured",
    "",
    "| entry | why |",
    "| --- | --- |",
    ...entries
      .filter((entry) => !measured.includes(entry))
      .map(({ id, unmeasured = "not measured yet" }) => `| \`${id}\` | ${cell(unmeasured)} |`),
    "",
  ].join("\n");
}

function table(area: string, entries: readonly ZooEntry[], kept: ReadonlyMap<string, Kept>): readonly string[] {
  return [
    `## ${area}`,
    "",
    "| entry | what it is | broke in the field | lock, version, dropped | first broken | median run | worst run | named | median run | worst run | CPU time | events: median, worst | limit | CPU time of shrinking | at |",
    `|${" --- |".repeat(15)}`,
    ...entries.flatMap((entry) => {
      const one = kept.get(entry.id);
      return one === undefined || entry.area !== area ? [] : [rowOf(entry, one)];
    }),
    "",
  ];
}

function rowOf(entry: ZooEntry, { at, scores }: Kept): string {
  const of = (name: "seeds" | "shrunkEvents" | "cpuMs" | "shrinkCpuMs"): number[] =>
    scores.map((score) => (score.found ? (score[name] ?? 0) : Number.POSITIVE_INFINITY));
  const right = scores.map(({ seedsToRight }) => seedsToRight ?? Number.POSITIVE_INFINITY);
  const named = scores.map(({ seedsToRight, shrunkProperty }) => (seedsToRight === null ? null : shrunkProperty));
  const events = `${countText(median(of("shrunkEvents")))}, ${countText(Math.max(...of("shrunkEvents")))}`;
  const cells = [
    `\`${entry.id}\``,
    cell(entry.sentence),
    entry.breaks.join(", "),
    scores[0]?.setting ?? "",
    namesText(scores.map(({ property }) => property)),
    countText(median(of("seeds"))),
    countText(Math.max(...of("seeds"))),
    namesText(named),
    countText(median(right)),
    countText(Math.max(...right)),
    secondsText(median(scores.map(({ cpuMs }) => cpuMs))),
    scores.every(isWithin) ? events : `**${events}**`,
    String(limitOf(scores)),
    secondsText(median(scores.map(({ shrinkCpuMs }) => shrinkCpuMs ?? 0))),
    at,
  ];
  return `| ${cells.join(" | ")} |`;
}

function namesText(properties: readonly (string | null)[]): string {
  return [...new Set(properties)].flatMap((name) => (name === null ? [] : [`\`${name}\``])).join(", ");
}

function limitOf(scores: readonly DefectScore[]): number {
  return scores[0]?.limitEvents ?? 0;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function countText(count: number): string {
  return Number.isFinite(count) ? String(count) : "not found";
}
