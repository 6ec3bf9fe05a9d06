import type { Scenario } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import type { ShrinkNote } from "../shrink-note.ts";
import { type Ledger, ledgerText } from "./ledger-text.ts";
import type { RunStory } from "./run-story.ts";
import { scenarioText } from "./scenario-text.ts";
import { shrinkNoteText, shrunkText } from "./shrunk-text.ts";
import { spaceTime } from "./space-time.ts";
import { unstruckText } from "./unstruck.ts";
import { closingText, measuresText, propertiesText, witnessesText } from "./verdict-text.ts";

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

/** What became of a run that failed: the folder it was written to, and the shortest story of its failure. */
export interface Kept {
  readonly folder: string;
  readonly short?: { readonly story: RunStory; readonly note: ShrinkNote };
}

/** What happened and how it is judged. */
export function epilogueText(story: RunStory, look: Look, kept?: Kept): string {
  const { scenario, events, verdict } = story;
  const { strong } = look.paint;
  const moments = verdict.properties.flatMap(({ verdict: judged, atUs, name, why }) =>
    judged === "violated" && atUs !== null ? [{ atUs, label: `${name} is violated`, why }] : [],
  );
  return block([
    [
      strong("Story"),
      ...spaceTime({ nodes: scenario.nodes, faults: scenario.faults, events, moments, rowsMax: ROWS_MAX }, look),
      ...unstruckText(scenario, events, look.columns),
    ],
    [strong("Verdict"), ...propertiesText(verdict.properties, look)],
    [strong("Witnesses"), ...witnessesText(verdict.witnesses, look.columns)],
    [strong("Measures"), ...measuresText(verdict.measures, look.columns)],
    ...(kept?.short === undefined ? [] : [shrunkText(kept.short.story, kept.short.note, look)]),
    [...writtenText(kept), ...closingText(verdict, look)],
  ]);
}

function writtenText(kept: Kept | undefined): string[] {
  if (kept === undefined) return [];
  const short = kept.short === undefined ? [] : [`the short one to ${kept.folder}/shrunk`];
  return [`written to ${kept.folder}`, ...short];
}

/** The whole report of one run, with how it was shortened if it was. */
export function runReport(story: RunStory & { readonly shrunk?: ShrinkNote }, look: Look): string {
  const { scenario, ledger, verdict } = story;
  return (
    `${headerText(verdict.seed, verdict.version)}\n` +
    (story.shrunk === undefined ? "" : block([shrinkNoteText(story.shrunk, look.columns)])) +
    prologueText(scenario, ledger, verdict.modelHash, look) +
    epilogueText(story, look)
  );
}

function block(sections: readonly (readonly string[])[]): string {
  return sections.map((lines) => `\n${lines.join("\n")}\n`).join("");
}
