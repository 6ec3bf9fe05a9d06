import type { ZooEntry } from "../../fixtures/index.ts";
import { type DefectScore, median, secondsText } from "../../reports/index.ts";
import type { Measured } from "./measured.ts";

/** The table of what random runs find of the zoo, how short it gets, and what is not measured. */
export function pageOf(measured: readonly Measured[], others: readonly ZooEntry[], runsMax: number): string {
  return [
    "# The zoo: historic defects, and what finds them",
    "",
    "Written by `npm run acceptance -- zoo`. Areas *election*, *cluster-mutex*, and our *own*. Each entry is an override",
    "file in `fixtures/defects/`, looked for in several campaigns (`<seed>/1`, `<seed>/2` …) until the property named",
    `breaks that holds without it; a campaign has at most ${runsMax} runs. Each find is shortened. CPU times are medians of`,
    "the campaigns, on one core. An *event* is a fault or a command of an administrator that is left; the limit is twice",
    "what a person who knows the defect would inject, listed in `fixtures/zoo.json`. `npx cluster-sim zoo score` measures",
    "the same with one campaign.",
    "",
    "| entry | what it is | lock, version, dropped | found by | median run | worst run | CPU time | events: median, worst | limit | CPU time of shrinking |",
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ...measured.map(rowOf),
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
  const found = new Set(scores.flatMap(({ property }) => (property === null ? [] : [`\`${property}\``])));
  const cells = [
    `\`${entry.id}\``,
    cell(entry.sentence),
    scores[0]?.setting ?? "",
    [...found].join(", "),
    countText(median(of("seeds"))),
    countText(Math.max(...of("seeds"))),
    secondsText(median(scores.map(({ cpuMs }) => cpuMs))),
    `${countText(median(of("shrunkEvents")))}, ${countText(Math.max(...of("shrunkEvents")))}`,
    String(limitOf(scores)),
    secondsText(median(scores.map(({ shrinkCpuMs }) => shrinkCpuMs ?? 0))),
  ];
  return `| ${cells.join(" | ")} |`;
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
