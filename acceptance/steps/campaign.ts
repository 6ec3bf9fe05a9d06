import { captured } from "../../cli/captured-io.ts";
import type { CampaignVerdict } from "../../reports/index.ts";
import { type Outcome, outcome, type Size } from "../line.ts";

/** A campaign must end without a violation, with every witness seen (small: without a violation). */
export async function campaign(args: readonly string[], runs: number, size: Size): Promise<Outcome> {
  const count = size === "full" ? runs : Math.ceil(runs / 100);
  const command = ["run", "--runs", String(count), ...args];
  const { code, out, err } = await captured([...command, "--json", "--out", "out/acceptance"]);
  const summary = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "{}") as CampaignVerdict;
  if (summary.properties === undefined) return outcome(false, `\`${command.join(" ")}\`: ${err}`);
  const violated = summary.properties
    .filter((one) => one.violated > 0)
    .map((one) => `${one.name} in ${one.violated} (${one.seeds.join(", ")})`);
  const unknown = summary.properties.filter((one) => one.unknown > 0).map((one) => `${one.name} in ${one.unknown}`);
  const unseen = summary.witnesses.filter((one) => one.applicable && one.seenInRuns === 0).map((one) => one.name);
  const rarest = [...summary.witnesses].filter((one) => one.applicable).sort((a, b) => a.seenInRuns - b.seenInRuns)[0];
  const figures = [
    `\`${command.join(" ")}\`: exit ${code}`,
    `violated: ${violated.join(", ") || "none"}`,
    `unknown: ${unknown.join(", ") || "none"}`,
    `witnesses not seen: ${unseen.join(", ") || "none"}`,
    `rarest witness: ${rarest?.name} in ${rarest?.seenInRuns}`,
  ].join("; ");
  return outcome(violated.length === 0 && (size === "small" || code === 0), figures);
}
