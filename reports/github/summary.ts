import { WITNESSES_BIND_FROM } from "../campaign/index.ts";
import type { CampaignFailure } from "../campaign-failure.ts";
import type { CampaignResult } from "../campaign-result.ts";
import { counted } from "../count-text.ts";
import { codeBlock, codeSpan, markdownText } from "../markdown.ts";
import { printable } from "../printable.ts";

/** GitHub takes a megabyte a step; a reader takes less. */
const FAILURES_MAX = 20;

/** A campaign as the Markdown of a step summary (`$GITHUB_STEP_SUMMARY`), fit for a comment on a change too. */
export function githubSummary({ name, campaign, failures, seconds }: CampaignResult): string {
  const { seed, runs, runsAsked, verdict, exitCode, version, modelHash, assumptions, reproduce } = campaign;
  const stopped = runs < runsAsked ? ` of ${runsAsked}, stopped early` : "";
  const took = seconds === undefined ? "" : ` in ${seconds} s`;
  const unseen = campaign.witnesses.filter((witness) => witness.applicable && witness.seenInRuns === 0);
  const open = unseen.map((witness) => markdownText(witness.name)).join(", ");
  const hidden = failures.length - FAILURES_MAX;
  return [
    `### ${markdownText(name)}: ${verdict}`,
    "",
    ...codeBlock("sh", [printable(reproduce)]),
    "",
    `seed ${codeSpan(seed)}, ${counted(runs, "run")}${stopped}${took}, exit ${exitCode}; cluster-sim ${markdownText(version)}, model ${codeSpan(modelHash)}`,
    "",
    ...failures.slice(0, FAILURES_MAX).flatMap(failureLines),
    ...(hidden > 0 ? [`… and ${hidden} more kinds of failure`, ""] : []),
    ...(unseen.length > 0 && runsAsked >= WITNESSES_BIND_FROM ? [`Never seen, so inconclusive: ${open}`, ""] : []),
    ...propertyTable({ name, campaign, failures }),
    "",
    `Assumptions in force: ${assumptions.length === 0 ? "none" : assumptions.map(markdownText).join(", ")}`,
    "",
  ].join("\n");
}

function failureLines({ property, seed, count, why, reproduce, folder }: CampaignFailure): string[] {
  return [
    `#### ${markdownText(property)}: ${counted(count, "run")}, first with seed ${codeSpan(seed)}`,
    "",
    ...codeBlock("sh", [printable(reproduce)]),
    "",
    ...why.map((sentence) => `> ${markdownText(sentence)}`),
    ...(folder === undefined ? [] : [">", `> written to ${codeSpan(folder)}`]),
    "",
  ];
}

function propertyTable({ campaign }: CampaignResult): string[] {
  const rows = campaign.properties
    .filter((property) => property.applicable)
    .map(({ name, holds, violated, unknown }) => `| ${markdownText(name)} | ${holds} | ${violated} | ${unknown} |`);
  const aside = campaign.properties.filter((property) => !property.applicable).map(({ name }) => markdownText(name));
  return [
    "| property | holds | violated | unknown |",
    "| --- | ---: | ---: | ---: |",
    ...rows,
    ...(aside.length === 0 ? [] : ["", `Not applicable: ${aside.join(", ")}`]),
  ];
}
