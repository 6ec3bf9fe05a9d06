import { mainViolation } from "../diagram/index.ts";
import { type ExitCode, exitWords } from "../exit-code.ts";
import { faultsIn, workloadWords } from "../size-words.ts";
import type { FailureStory, ScenarioSize } from "../story/index.ts";
import { clockText, durationText } from "../time-text.ts";
import { escapeXml } from "../xml.ts";
import { htmlTable } from "./table.ts";

/** The head of the page: what failed, why, of which run, and the command that does it again. */
export function verdictSection(story: FailureStory): string {
  const { verdict } = story;
  const failed = verdict.properties.filter((one) => one.verdict === "violated");
  const first = mainViolation(story);
  const main = failed.find(({ name }) => name === first?.name) ?? failed[0];
  const others = failed.filter((one) => one !== main);
  const unknown = verdict.properties.filter((one) => one.verdict === "unknown");
  const why = main?.why ?? unknown.flatMap((one) => one.why);
  return [
    `<section class="verdict ${escapeXml(verdict.verdict)}" aria-labelledby="title">`,
    `<p class="word">${escapeXml(exitWords[verdict.exitCode])}</p>`,
    `<h1 id="title">${escapeXml(titleOf(story))}</h1>`,
    why.length === 0 ? "" : `<ul class="why" id="why">${why.map((one) => `<li>${escapeXml(one)}</li>`).join("")}</ul>`,
    others.length === 0
      ? ""
      : `<details class="also"><summary>${others.length} more ${others.length === 1 ? "property is" : "properties are"} violated</summary>`,
    ...others.map(({ name, atUs, why: reasons }) => {
      const when = atUs === null ? "" : ` at ${clockText(atUs)}`;
      const items = reasons.map((one) => `<li>${escapeXml(one)}</li>`).join("");
      return `<p><strong>${escapeXml(name)}</strong>${when}</p><ul class="why">${items}</ul>`;
    }),
    others.length === 0 ? "" : "</details>",
    facts(story),
    `<div class="repeat"><code id="reproduce">${escapeXml(verdict.reproduce)}</code>`,
    `<button type="button" id="copy" class="live">Copy</button><span id="copied" class="dim" role="status"></span></div>`,
    shrunk(story),
    "</section>",
  ].join("\n");
}

const calmTitles: Readonly<Partial<Record<ExitCode, string>>> = {
  0: "Every property holds",
  2: "Not every property could be judged",
  4: "The run went another way than the recorded one",
};

/** The page in a sentence; not yet escaped. */
export function titleOf(story: FailureStory): string {
  const { verdict } = story;
  const first = mainViolation(story);
  if (first !== undefined) return `${first.name} is violated at ${clockText(first.atUs)}`;
  const failed = verdict.properties.find((one) => one.verdict === "violated");
  if (failed !== undefined) return `${failed.name} is violated`;
  return calmTitles[verdict.exitCode] ?? `The verdict is: ${exitWords[verdict.exitCode]}`;
}

function facts({ scenario, verdict, endUs, draws, defects }: FailureStory): string {
  const list: readonly (readonly [string, string])[] = [
    ["seed", verdict.seed],
    ["exit code", String(verdict.exitCode)],
    ["cluster", `${scenario.nodes} nodes, lock ${scenario.lock}, ${durationText(Math.round(endUs / 1000) * 1000)}`],
    ...(defects.length === 0 ? [] : [["defect", defects.join(", ")] as const]),
    ["cluster-sim", verdict.version],
    ["model", verdict.modelHash],
    ["trace", verdict.traceHash],
    ["decisions", String(draws)],
  ];
  const items = list.map(([name, words]) => `<div><dt>${name}</dt><dd>${escapeXml(words)}</dd></div>`);
  return `<dl class="facts">${items.join("")}</dl>`;
}

function shrunk({ shrunk: note }: FailureStory): string {
  if (note === undefined) return "";
  const { before, after, runs, isMinimal, original } = note;
  const row = (what: string, of: (size: ScenarioSize) => string) => ({ cells: [what, of(before), of(after)] });
  const rows = [
    row("faults and operations", (size) => String(faultsIn(size))),
    row("nodes", ({ nodes }) => String(nodes)),
    ...(before.workload === undefined ? [] : [row("databases and clients", workloadCell)]),
    row("length", ({ durationUs }) => durationText(durationUs)),
    row("decisions left to chance", ({ decisions }) => (decisions === undefined ? "all" : String(decisions))),
  ];
  const minimal = isMinimal
    ? `Without any one of its faults${(after.workload?.jobs ?? 0) === 0 ? "" : " and jobs"} it no longer fails.`
    : "The budget ended first: there may be a shorter one.";
  return [
    `<div class="shrunk"><p>Shortened in ${runs} runs. ${minimal}</p>`,
    htmlTable(["", "as found", "here"], rows),
    `<p class="dim">As it was found: <code>${escapeXml(original)}</code></p></div>`,
  ].join("");
}

function workloadCell(size: ScenarioSize): string {
  return workloadWords(size).join(", ") || "none";
}
