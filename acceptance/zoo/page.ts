import type { ZooEntry } from "../../fixtures/index.ts";
import { type DefectScore, median, secondsText } from "../../reports/index.ts";
import type { Measured } from "./measured.ts";

/** The table of what random runs find of the zoo, how short it gets, and what is not measured. */
export function pageOf(measured: readonly Measured[], others: readonly ZooEntry[], runsMax: number): string {
  return [
    "# The zoo: historic defects, and what finds them",
    "",
    "Written by `npm run acceptance -- zoo`. Areas *election*, *cluster-mutex*, *recovery*, *record-migration*, *ip-takeover*, *membership-flags*, and our",
    "*own*. Each entry is an override",
    "file in `fixtures/defects/`, looked for in several campaigns (`<seed>/1`, `<seed>/2` …) until any property breaks that",
    "holds without it, and on until one breaks that is right for it (*named*); a campaign has at most",
    `${runsMax} runs. The run with the named property is shortened. CPU times are medians of the campaigns, on one core. An`,
    "*event* is a fault or a command of an administrator that is left; the limit is twice what a person who knows the defect",
    "would inject, listed in `fixtures/zoo.json`. `npx cluster-sim zoo score` measures the same with one campaign.",
    "",
    "What an entry *broke in the field* is its class, not what a run shows here: databases are not modelled, and a property",
    "may see a symptom long before the harm. Where the property that finds an entry is no more than that, or the find is",
    "narrower than the history, it is said [below](#symptoms-and-narrow-finds).",
    "",
    "| entry | what it is | broke in the field | lock, version, dropped | first broken | median run | worst run | named | median run | worst run | CPU time | events: median, worst | limit | CPU time of shrinking |",
    `|${" --- |".repeat(14)}`,
    ...measured.map(rowOf),
    "",
    "## Symptoms and narrow finds",
    "",
    "| entry | what its find does not show |",
    "| --- | --- |",
    ...measured.flatMap(({ entry: { id, note } }) => (note === undefined ? [] : [`| \`${id}\` | ${cell(note)} |`])),
    "",
    "## Not measured",
    "",
    "| entry | why |",
    "| --- | --- |",
    ...others.map(({ id, unmeasured = "" }) => `| \`${id}\` | ${cell(unmeasured)} |`),
    "",
  ].join("\n");
}

function rowOf({ entry, scores }: Measured): string {
  const of = (name: "seeds" | "shrunkEvents" | "cpuMs" | "shrinkCpuMs"): number[] =>
    scores.map((score) => (score.found ? (score[name] ?? 0) : Number.POSITIVE_INFINITY));
  const right = scores.map(({ seedsToRight }) => seedsToRight ?? Number.POSITIVE_INFINITY);
  const named = scores.map(({ seedsToRight, shrunkProperty }) => (seedsToRight === null ? null : shrunkProperty));
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
    `${countText(median(of("shrunkEvents")))}, ${countText(Math.max(...of("shrunkEvents")))}`,
    String(limitOf(scores)),
    secondsText(median(scores.map(({ shrinkCpuMs }) => shrinkCpuMs ?? 0))),
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
