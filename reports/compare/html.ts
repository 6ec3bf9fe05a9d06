import { durationText } from "../time-text.ts";
import { escapeXml } from "../xml.ts";
import type { Comparison, DesignResult } from "./comparison.ts";
import { ecdfSvg } from "./ecdf-svg.ts";
import { type ComparedMeasure, comparedMeasures, valueText } from "./measures.ts";
import { comparisonPage, comparisonSection } from "./page.ts";
import { pairsSvg } from "./pairs-svg.ts";
import { addressFailOverWords, budgetWords, leftOutWords, violationWords } from "./words.ts";

/** A comparison as one page that needs nothing but a browser: no network, no script, no other file. */
export function compareHtml(comparison: Comparison): string {
  const { designs, runs, runsAsked } = comparison;
  const stopped = runs < runsAsked ? ` of ${runsAsked} (stopped early)` : "";
  const seen = comparedMeasures.filter(({ name }) => designs.some(({ measures }) => (measures[name]?.max ?? 0) > 0));
  return comparisonPage({
    ...comparison,
    title: `${designs.map(({ name }) => name).join(", ")} compared`,
    lead: `n = ${runs}${stopped} runs of each design, under the same seeds and the same misfortunes. What is measured is this model, under these faults.`,
    sections: [
      violationSection(comparison),
      ...budgetSection(comparison),
      addressSection(comparison),
      ...seen.map((measure) => measureSection(measure, comparison)),
      assumptionSection(comparison),
      leftOutSection(comparison),
    ],
  });
}

function violationSection({ designs }: Comparison): string {
  const lines = designs.map((design) => [keyed(design, designs), text(violationWords(design))]);
  return comparisonSection("Violations", rows(["design", "violated"], lines));
}

function budgetSection({ designs, budgetUs }: Comparison): readonly string[] {
  if (budgetUs === null) return [];
  const lines = designs.map((design) => [keyed(design, designs), text(budgetWords(design))]);
  const title = "Fail-overs against the budget, until the recovery is done";
  return [comparisonSection(title, rows(["design", "beyond it"], lines))];
}

function addressSection({ designs, addressBudgetUs }: Comparison): string {
  const lines = designs.map((design) => [keyed(design, designs), text(addressFailOverWords(design))]);
  const budget = addressBudgetUs === null ? "" : `, against a budget of ${durationText(addressBudgetUs)}`;
  const title = `Every fail-over of an address, from the fault to its announcement${budget}`;
  return comparisonSection(title, rows(["design", "fail-overs"], lines));
}

function assumptionSection({ designs, common }: Comparison): string {
  const others = designs.map(({ name, assumptions }) => [
    text(name),
    text(assumptions.filter((name) => !common.includes(name)).join(", ") || "no other"),
  ]);
  const all = ["all", text(common.join(", ") || "none")];
  return comparisonSection("Assumptions in force", rows(["design", "assumptions"], [all, ...others]));
}

function leftOutSection({ leftOut }: Comparison): string {
  const lines = leftOut.map((one) => leftOutWords(one).map(text));
  const body = lines.length === 0 ? "<p>Nothing.</p>" : rows(["misfortune", "why"], lines);
  return comparisonSection("Left out, so that all are hurt alike", body);
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
  return comparisonSection(
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

/** @param cells HTML: what comes from outside is escaped already */
function rows(head: readonly string[], cells: readonly (readonly string[])[]): string {
  const line = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${line("th", head)}</thead><tbody>${cells.map((row) => line("td", row)).join("")}</tbody></table>`;
}

const text = escapeXml;
