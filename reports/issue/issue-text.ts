import type { FailureStory } from "../story/index.ts";
import { wrap } from "../text/index.ts";
import { asciiText, foldedCommand } from "./ascii.ts";
import { jsonLines } from "./json-lines.ts";
import { ledgerParts } from "./ledger-parts.ts";
import { scenarioDifferences } from "./scenario-differences.ts";
import { storyTitle, summaryParagraphs } from "./summary.ts";
import { textDiagram } from "./text-diagram.ts";
import { savedCommand, versionRows } from "./versions.ts";

/** What mailing lists quote without breaking lines. */
const COLUMNS = 72;

const SUBJECT = "Subject: [cluster-sim] ";

/** A mail is read on a screen: a longer scenario is attached instead. */
const SCENARIO_MAX = 8_000;

/**
 * The story for mailing lists and bugzilla: ASCII, at most 72 columns, a subject line first. Only a word of a command or
 * of the scenario that is longer than a line, such as a very long seed, makes a longer one.
 */
export function issueText(story: FailureStory): string {
  const { scenario, ledger, verdict } = story;
  const reproduce = foldedCommand(verdict.reproduce, COLUMNS, "    ");
  const sections = [
    [`${SUBJECT}${asciiText(storyTitle(story, COLUMNS - SUBJECT.length))}`],
    reproduce,
    ...summaryParagraphs(story).map((paragraph) => wrap(asciiText(paragraph), COLUMNS)),
    heading("Versions", [...versionRows(story).flatMap(([name, value]) => item(`${name}: ${value}`))]),
    heading("Assumptions", ledgerLines(ledger)),
    heading(
      "What the scenario sets otherwise than usual",
      scenarioDifferences(scenario).flatMap(([name, words]) => item(`${name}: ${words}`)),
    ),
    heading("What happened", textDiagram(story, COLUMNS)),
    scenarioLines(story),
    heading("Reproduce", reproduce),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function heading(title: string, lines: readonly string[]): readonly string[] {
  return [title, "-".repeat(title.length), ...(lines.length === 0 ? ["nothing"] : lines)];
}

function item(words: string): readonly string[] {
  return wrap(asciiText(words), COLUMNS - 2).map((line, index) => (index === 0 ? "* " : "  ") + line);
}

function ledgerLines(ledger: FailureStory["ledger"]): readonly string[] {
  return [
    ...ledgerParts(ledger).flatMap(({ title, lines }) =>
      lines.flatMap(({ name, sentence, fact }) => item(`${title}: ${name}: ${sentence} (${fact})`)),
    ),
    ...ledger.dropped.flatMap((name) => item(`dropped: ${name}`)),
  ];
}

function scenarioLines(story: FailureStory): readonly string[] {
  const lines = jsonLines(story.scenario, COLUMNS);
  const command = foldedCommand(savedCommand(story), COLUMNS, "    ");
  const isLong = lines.join("\n").length > SCENARIO_MAX;
  const how = isLong
    ? "The scenario is scenario.json of the run folder. To repeat the run elsewhere:"
    : "To repeat the run elsewhere, save this as scenario.json:";
  return heading("Scenario", [how, "", ...(isLong ? [] : [...lines, ""]), ...command]);
}
