import { codeBlock, codeSpan, markdownText } from "../markdown.ts";
import { printable } from "../printable.ts";
import type { FailureStory } from "../story/index.ts";
import { ledgerParts, shippedWords } from "./ledger-parts.ts";
import { mermaidDiagram } from "./mermaid.ts";
import { scenarioDifferences } from "./scenario-differences.ts";
import { summaryParagraphs } from "./summary.ts";
import { savedCommand, versionRows } from "./versions.ts";

/** GitHub takes 65,536 characters of an issue; a longer scenario is attached instead. */
const SCENARIO_MAX = 30_000;

/** The body of an issue on GitHub or GitLab; the command that reproduces the run stands first and last. */
export function issueMarkdown(story: FailureStory): string {
  const { scenario, ledger, verdict } = story;
  const command = codeBlock("sh", [printable(verdict.reproduce)]);
  const differences = scenarioDifferences(scenario);
  const sections = [
    command,
    [summaryParagraphs(story).map(markdownText).join(" ")],
    ["### Versions", "", ...versionRows(story).map(([name, value]) => `- ${name}: ${codeSpan(value)}`)],
    [
      "### Assumptions",
      "",
      ...ledgerParts(ledger).flatMap(({ title, lines }) =>
        lines.map((line) =>
          markdownItem(title, line.name, `${markdownText(line.sentence)} (${markdownText(line.fact)})`),
        ),
      ),
      ...ledger.dropped.map((name) => markdownItem("dropped", name)),
      ...(ledger.inForce.length + ledger.dropped.length === 0
        ? [`- none: ${markdownText(`the cluster ${shippedWords(story)}`)}`]
        : []),
    ],
    [
      "### What the scenario sets otherwise than usual",
      "",
      ...differences.map(([name, words]) => `- ${name}: ${markdownText(words)}`),
      ...(differences.length === 0 ? ["- nothing"] : []),
    ],
    ["### What happened", "", ...codeBlock("mermaid", mermaidDiagram(story))],
    scenarioSection(story),
    command,
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function markdownItem(kind: string, name: string, words?: string): string {
  return `- ${kind}: **${markdownText(name)}**${words === undefined ? "" : `: ${words}`}`;
}

function scenarioSection(story: FailureStory): readonly string[] {
  const json = JSON.stringify(story.scenario, null, 2);
  const how = `save it as \`scenario.json\` and run ${codeSpan(savedCommand(story))}`;
  if (json.length > SCENARIO_MAX) return [`The scenario is long: take \`scenario.json\` of the run folder, ${how}`];
  return [
    "<details>",
    `<summary>The scenario</summary>`,
    "",
    `To repeat the run elsewhere, ${how}:`,
    "",
    ...codeBlock("json", json.split("\n")),
    "",
    "</details>",
  ];
}
