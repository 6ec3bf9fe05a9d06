import { captured } from "../../cli/captured-io.ts";
import type { CampaignVerdict } from "../../reports/index.ts";
import { type Outcome, outcome, type Size } from "../line.ts";

/** A campaign that must end with an exit code, for the sake of one property. */
export interface Ending {
  readonly args: readonly string[];
  readonly runs: number;
  readonly code: number;
  readonly property: string;
  /** Nothing else may break. Absent: it may. */
  readonly only?: boolean;
}

/** Runs it; at small size a tenth of it. */
export async function campaignExit({ args, runs, code, property, only = false }: Ending, size: Size): Promise<Outcome> {
  const count = size === "full" ? runs : Math.ceil(runs / 10);
  const command = ["run", "--runs", String(count), "--seed", "exit", ...args];
  const ended = await captured([...command, "--no-shrink", "--json", "--out", "out/acceptance"]);
  const summary = JSON.parse(ended.out.trimEnd().split("\n").at(-1) ?? "{}") as Partial<CampaignVerdict>;
  const broken = (summary.properties ?? []).filter((one) => one.violated > 0);
  const figures = broken.map((one) => `${one.name} in ${one.violated}`).join(", ") || "nothing violated";
  const isFound = broken.some((one) => one.name === property);
  const isAlone = !only || broken.length === 1;
  return outcome(
    ended.code === code && isFound && isAlone,
    `\`${command.join(" ")}\`: exit ${ended.code}; ${figures}${ended.err}`,
  );
}
