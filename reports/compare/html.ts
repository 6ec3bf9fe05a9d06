import { durationText } from "../time-text.ts";
import { escapeXml } from "../xml.ts";
import type { Comparison, DesignResult } from "./comparison.ts";
import { ecdfSvg } from "./ecdf-svg.ts";
import { type ComparedMeasure, comparedMeasures, valueText } from "./measures.ts";
import { pairsSvg } from "./pairs-svg.ts";
import { compareStyle } from "./style.ts";
import { addressFailOverWords, budgetWords, leftOutWords, violationWords } from "./words.ts";

/** A comparison as one page that needs nothing but a browser: no network, no script, no other file. */
export function compareHtml(comparison: Comparison): string {
  const { designs, runs, runsAsked, seed, version, reproduce, budgetUs, addressBudgetUs, budgetBroken } = comparison;
  const title = `${designs.map(({ name }) => name).join(", ")} compared`;
  const stopped = runs < runsAsked ? ` of ${runsAsked} (stopped early)` : "";
  const seen = comparedMeasures.filter(({ name }) => designs.some(({ measures }) => (measures[name]?.max ?? 0) > 0));
  const verdict =
    budgetUs === null && addressBudgetUs === null
      ? ""
      : `<p class="${budgetBroken ? "bad" : "good"}">The budget of ${text([budgetUs, addressBudgetUs].flatMap((us) => (us === null ? [] : durationText(us))).join(", and of addresses "))} is ${budgetBroken ? "broken" : "kept"}.</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(`${title} (seed ${seed})`)}</title>
<link rel="icon" href="data:,">
<style>${compareStyle}</style>
</head>
<body>
<header><p class="dim">cluster-sim ${text(version)}, seed ${text(seed)}</p><h1>${text(title)}</h1>
<p>n = ${runs}${stopped} runs of each design, under the same seeds and the same misfortunes. What is measured is this model, under these faults.</p>${verdict}</header>
<main>
${section(
  "Violations",
  rows(
    ["design", "violated"],
    designs.map((design) => [keyed(design, designs), text(violationWords(design))]),
  ),
)}
${
  budgetUs === null
    ? ""
    : section(
        "Fail-overs against the budget, until the recovery is done",
        rows(
          ["design", "beyond it"],
          designs.map((design) => [keyed(design, designs), text(budgetWords(design))]),
        ),
      )
}
${section(
  `Every fail-over of an address, from the fault to its announcement${addressBudgetUs === null ? "" : `, against a budget of ${text(durationText(addressBudgetUs))}`}`,
  rows(
    ["design", "fail-overs"],
    designs.map((design) => [keyed(design, designs), text(addressFailOverWords(design))]),
  ),
)}
${seen.map((measure) => measureSection(measure, comparison)).join("\n")}
${section("Assumptions in force", rows(["design", "assumptions"], [["all", text(comparison.common.join(", ") || "none")], ...designs.map((design) => [text(design.name), text(design.assumptions.filter((name) => !comparison.common.includes(name)).join(", ") || "no other")])]))}
${section(
  "Left out, so that all are hurt alike",
  comparison.leftOut.length === 0
    ? "<p>Nothing.</p>"
    : rows(
        ["misfortune", "why"],
        comparison.leftOut.map((one) => leftOutWords(one).map(text)),
      ),
)}
${section("Reproduce", `<p><code>${text(reproduce)}</code></p>`)}
</main>
</body>
</html>
`;
}

function measureSection({ name, title, sentence }: ComparedMeasure, { designs, budgetUs }: Comparison): string {
  const [first] = designs;
  const body = designs.map((design) => {
    const of = design.measures[name];
    const difference = design.differences[name];
    const numbers = [of?.median, of?.p90, of?.p95, of?.p99, of?.max, of?.mean].map((value) =>
      text(valueText(name, value ?? 0)),
    );
    const pairs =
      difference === undefined
        ? ""
        : `${pairsSvg(difference)}<span class="dim">${difference.less} / ${difference.same} / ${difference.more}, mean ${text(signed(name, difference.mean))}</span>`;
    return [keyed(design, designs), ...numbers, pairs];
  });
  const head = [
    "design",
    "median",
    "90 %",
    "95 %",
    "99 %",
    "max",
    "mean",
    `pairs with less / same / more than ${text(first?.name ?? "")}`,
  ];
  return section(
    title,
    `<p class="dim">${text(sentence)} Share of the runs at or below a value:</p>${ecdfSvg(name, title, designs, budgetUs)}${rows(head, body)}`,
  );
}

function keyed({ name }: DesignResult, designs: readonly DesignResult[]): string {
  const index = designs.findIndex((design) => design.name === name);
  return `<svg class="key" viewBox="0 0 36 12" aria-hidden="true"><path class="curve c${index}" d="M0 6H36"/></svg>${text(name)}`;
}

function signed(name: string, value: number): string {
  return value > 0 ? `+${valueText(name, value)}` : valueText(name, value);
}

function section(title: string, body: string): string {
  return `<section><h2>${text(title)}</h2>${body}</section>`;
}

/** @param cells HTML: what comes from outside is escaped already */
function rows(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const line = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${line("th", head)}</thead><tbody>${cells.map((row) => line("td", row)).join("")}</tbody></table>`;
}

const text = escapeXml;
