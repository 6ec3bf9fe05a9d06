import type { Scenario, TraceEvent } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import type { RunVerdict } from "../verdict.ts";
import { type Ledger, ledgerText } from "./ledger-text.ts";
import { scenarioText } from "./scenario-text.ts";
import { spaceTime } from "./space-time.ts";
import { closingText, measuresText, propertiesText, witnessesText } from "./verdict-text.ts";

/** All a report is made from. */
export interface RunStory {
  readonly scenario: Scenario;
  readonly ledger: Ledger;
  readonly events: readonly TraceEvent[];
  readonly verdict: RunVerdict;
}

/** Rows of the space-time table at most. */
const ROWS_MAX = 60;

/** The first line of every report: the seed comes first. */
export function headerText(seed: string, version: string): string {
  return `seed ${printable(seed)}  (cluster-sim ${version})`;
}

/** What is known before the run: the expanded scenario and the ledger. */
export function prologueText(scenario: Scenario, ledger: Ledger, modelHash: string, look: Look): string {
  const section = [look.paint.strong("Scenario"), ...scenarioText(scenario, look.columns)];
  return block([section]) + ledgerSection(ledger, modelHash, look);
}

/** What a verdict rests on. */
export function ledgerSection(ledger: Ledger, modelHash: string, look: Look): string {
  return block([
    [look.paint.strong("Assumptions in force"), ...ledgerText(ledger, look.columns), `  model ${modelHash}`],
  ]);
}

/**
 * What happened and how it is judged.
 *
 * @param folder where the run was written to, if it was
 */
export function epilogueText(story: RunStory, look: Look, folder?: string): string {
  const { scenario, events, verdict } = story;
  const { strong } = look.paint;
  const moments = verdict.properties.flatMap(({ verdict: judged, atUs, name }) =>
    judged === "violated" && atUs !== null ? [{ atUs, label: `${name} is violated` }] : [],
  );
  return block([
    [
      strong("Story"),
      ...spaceTime({ nodes: scenario.nodes, faults: scenario.faults, events, moments, rowsMax: ROWS_MAX }, look),
    ],
    [strong("Verdict"), ...propertiesText(verdict.properties, look)],
    [strong("Witnesses"), ...witnessesText(verdict.witnesses, look.columns)],
    [strong("Measures"), ...measuresText(verdict.measures, look.columns)],
    [...(folder === undefined ? [] : [`written to ${folder}`]), ...closingText(verdict, look)],
  ]);
}

/** The whole report of one run. */
export function runReport(story: RunStory, look: Look): string {
  const { scenario, ledger, verdict } = story;
  return (
    `${headerText(verdict.seed, verdict.version)}\n` +
    prologueText(scenario, ledger, verdict.modelHash, look) +
    epilogueText(story, look)
  );
}

function block(sections: readonly (readonly string[])[]): string {
  return sections.map((lines) => `\n${lines.join("\n")}\n`).join("");
}
