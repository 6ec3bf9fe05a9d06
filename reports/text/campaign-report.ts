import type { CampaignVerdict } from "../campaign/index.ts";
import { EXIT } from "../exit-code.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { durationText } from "../time-text.ts";
import { table } from "./table.ts";

/** The summary of a campaign; the seed stands last again. */
export function campaignReport(campaign: CampaignVerdict, look: Look): string {
  return [...tallyLines(campaign, look), "", ...closingLines(campaign, look), ""].join("\n");
}

/** Properties, witnesses and measures, each in a table. */
export function tallyLines(campaign: CampaignVerdict, look: Look): string[] {
  const { strong } = look.paint;
  const stopped = campaign.runs < campaign.runsAsked ? ` of ${campaign.runsAsked}: stopped early` : "";
  return [
    "",
    strong(`Properties over ${campaign.runs} runs${stopped}`),
    ...table(
      campaign.properties.map((one) => [printable(one.name), propertyWords(one)]),
      look.columns,
    ),
    "",
    strong("Witnesses"),
    ...table(
      campaign.witnesses.map((one) => [
        printable(one.name),
        one.applicable ? `seen in ${one.seenInRuns} of ${campaign.runs}` : "not applicable",
      ]),
      look.columns,
    ),
    "",
    strong("Measures"),
    ...table(
      campaign.measures.map((one) => [one.name.replace(/Us$/, ""), measureWords(one)]),
      look.columns,
    ),
  ];
}

/** What it came to, and how to do it again. */
export function closingLines(campaign: CampaignVerdict, { paint }: Look): string[] {
  const mark = campaign.exitCode === 0 ? paint.good : paint.bad;
  const cut = campaign.exitCode === EXIT.interrupted ? "interrupted, " : "";
  return [
    `seed ${printable(campaign.seed)}, ${campaign.runs} runs: ${cut}${mark(campaign.verdict)} (exit ${campaign.exitCode})`,
    `reproduce: ${printable(campaign.reproduce)}`,
  ];
}

function propertyWords(one: CampaignVerdict["properties"][number]): string {
  if (!one.applicable) return "not applicable";
  const parts = [
    ...(one.violated > 0 ? [`VIOLATED in ${one.violated} (seeds ${seedWords(one)})`] : []),
    ...(one.unknown > 0 ? [`unknown in ${one.unknown}`] : []),
    ...(one.holds > 0 ? [`holds in ${one.holds}`] : []),
    ...(one.notApplicable > 0 ? [`not applicable in ${one.notApplicable}`] : []),
  ];
  return parts.join(", ");
}

function measureWords({ name, median, p95, max }: CampaignVerdict["measures"][number]): string {
  const text = (value: number): string => (name.endsWith("Us") ? durationText(value) : String(value));
  return `median ${text(median)}, 95 % ${text(p95)}, max ${text(max)}`;
}

function seedWords({ seeds, violated }: CampaignVerdict["properties"][number]): string {
  const named = seeds.map(printable).join(", ");
  return violated > seeds.length ? `${named} and ${violated - seeds.length} more` : named;
}
