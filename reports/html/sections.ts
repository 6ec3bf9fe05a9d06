import { page } from "../paint.ts";
import type { FailureStory } from "../story/index.ts";
import { runReport, scenarioText } from "../text/index.ts";
import { clockText, durationText } from "../time-text.ts";
import type { PropertyVerdict } from "../verdict.ts";
import { escapeXml } from "../xml.ts";
import { htmlTable } from "./table.ts";

/** What the page tells below the diagram: what the run was, and all that was judged and measured. */
export function sections(story: FailureStory): string {
  const { scenario, ledger, verdict, events } = story;
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
    more("Scenario", `<pre tabindex="0">${escapeLines(scenarioText(scenario, 110, events).join("\n"))}</pre>`, true),
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

/** Each verdict with its reasons; what simply holds is named in a row. */
function propertyTable({ verdict }: FailureStory): string {
  const of = (judged: PropertyVerdict["verdict"]): readonly PropertyVerdict[] =>
    verdict.properties.filter((one) => one.verdict === judged);
  const rows = [...of("violated"), ...of("unknown"), ...of("not-applicable")].map(
    ({ name, verdict: judged, atUs, why }) => ({
      css: judged,
      cells: [name, `${judged.replace("-", " ")}${atUs === null ? "" : ` at ${clockText(atUs)}`}`, why.join(" ")],
    }),
  );
  const names = of("holds").map(({ name }) => `<li>${escapeXml(name)}</li>`);
  const holds =
    names.length === 0 ? "" : `<h3 class="good">${names.length} hold</h3><ul class="names">${names.join("")}</ul>`;
  return rows.length === 0 ? holds : `${htmlTable(["property", "verdict", "why"], rows)}${holds}`;
}

function measureCells(name: string, value: number): readonly string[] {
  return name.endsWith("Us") ? [name.slice(0, -2), durationText(value)] : [name, String(value)];
}

/** Our own texts of several lines: their lines stay. */
function escapeLines(text: string): string {
  return text.split("\n").map(escapeXml).join("\n");
}
