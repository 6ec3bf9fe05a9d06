import type { CampaignFailure } from "../campaign-failure.ts";
import type { CampaignResult } from "../campaign-result.ts";
import { counted } from "../count-text.ts";
import { printable } from "../printable.ts";

/** GitHub shows no more errors of one step than this. */
const ERRORS_MAX = 10;

/** The first line of a message is what GitHub shows unfolded, so the command comes first. */
const message = ({ property, seed, count, why, reproduce, folder }: CampaignFailure): string[] => [
  reproduce,
  `${property} fails in ${counted(count, "run")}, first with seed ${seed}`,
  ...why,
  ...(folder === undefined ? [] : [`written to ${folder}`]),
];

/**
 * The failures of a campaign as workflow commands of GitHub Actions, to be printed to standard output; empty if there are none.
 *
 * A campaign that is inconclusive without a failure of its own gets one warning.
 */
export function githubAnnotations({ name, campaign, failures }: CampaignResult): string {
  const shown = failures.length > ERRORS_MAX ? failures.slice(0, ERRORS_MAX - 1) : failures;
  const left = failures.length - shown.length;
  const lines = shown.map((failure) => command("error", `${name}: ${failure.property}`, message(failure)));
  if (left > 0) lines.push(command("error", name, [campaign.reproduce, `${left} more kinds of failure`]));
  if (failures.length === 0 && campaign.exitCode !== 0)
    lines.push(command("warning", `${name}: ${campaign.verdict}`, [campaign.reproduce, `exit ${campaign.exitCode}`]));
  return lines.map((line) => `${line}\n`).join("");
}

function command(level: "error" | "warning", title: string, lines: readonly string[]): string {
  const text = lines.map((line) => escaped(printable(line))).join("%0A");
  return `::${level} title=${escaped(printable(title)).replaceAll(":", "%3A").replaceAll(",", "%2C")}::${text}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
