import { escapeXml } from "../diagram/index.ts";
import { page } from "../paint.ts";
import type { FailureStory } from "../story/index.ts";
import { runReport, scenarioText } from "../text/index.ts";
import { clockText, durationText } from "../time-text.ts";
import { htmlTable } from "./table.ts";

/** What the page tells below the diagram: what the run was, and all that was judged and measured. */
export function sections(story: FailureStory): string {
  const { scenario, ledger, verdict } = story;
  const { witnesses, measures } = verdict;
  return [
    more("Properties", propertyTable(story), true),
    more(
      "Assumptions",
      `${htmlTable(
        ["in force", "what it says", "where it comes from"],
        ledger.inForce.map(({ name, sentence, fact }) => ({ cells: [name, sentence, fact] })),
      )}<p>${ledger.dropped.length === 0 ? "None is dropped." : `Dropped: ${escapeXml(ledger.dropped.join(", "))}.`}</p>`,
      true,
    ),
    more("Scenario", `<pre tabindex="0">${escapeLines(scenarioText(scenario, 110).join("\n"))}</pre>`, true),
    more(
      "Measures",
      htmlTable(
        ["measure", "value"],
        Object.entries(measures).map(([name, value]) => ({ cells: measureCells(name, value) })),
      ),
    ),
    more(
      "Witnesses",
      htmlTable(
        ["what must be seen at times", "seen"],
        witnesses.map(({ name, applicable, seen }) => ({
          cells: [name, applicable ? String(seen) : "not applicable"],
        })),
      ),
    ),
    more("The whole report as text", `<pre tabindex="0">${escapeLines(runReport(story, page))}</pre>`),
  ].join("\n");
}

/** The points of the likelihood curve, for who cannot see it. */
export function likelihoodTable({ likelihood }: FailureStory): string {
  if (likelihood === undefined) return "";
  const rows = likelihood.points.map(({ atUs, what, runs, failed, failedWithoutFaults }) => ({
    cells: [
      clockText(atUs),
      what,
      `${failed} of ${runs}`,
      failedWithoutFaults === undefined ? "not tried" : `${failedWithoutFaults} of ${runs}`,
    ],
  }));
  const table = htmlTable(["decided anew from", "after", "fails", "fails without further faults"], rows);
  return `<details class="points"><summary>The curve in numbers: how often ${escapeXml(likelihood.property)} was violated</summary>${table}</details>`;
}

function more(title: string, content: string, isOpen = false): string {
  return `<section class="card"><details class="more"${isOpen ? " open" : ""}><summary>${title}</summary>${content}</details></section>`;
}

function propertyTable({ verdict }: FailureStory): string {
  const rank = { violated: 0, unknown: 1, holds: 2, "not-applicable": 3 } as const;
  const sorted = [...verdict.properties].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
  return htmlTable(
    ["property", "verdict", "why"],
    sorted.map(({ name, verdict: judged, atUs, why }) => ({
      css: judged,
      cells: [name, `${judged.replace("-", " ")}${atUs === null ? "" : ` at ${clockText(atUs)}`}`, why.join(" ")],
    })),
  );
}

function measureCells(name: string, value: number): readonly string[] {
  return name.endsWith("Us") ? [name.slice(0, -2), durationText(value)] : [name, String(value)];
}

/** Our own texts of several lines: their lines stay. */
export function escapeLines(text: string): string {
  return text.split("\n").map(escapeXml).join("\n");
}
