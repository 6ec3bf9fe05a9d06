import { graceSentences } from "../../model/index.ts";
import { comparisonPage, comparisonSection } from "../compare/index.ts";
import { escapeXml } from "../xml.ts";
import type { TalliedCell } from "./grace-cell.ts";
import type { GraceComparison } from "./grace-text.ts";
import { cellHead, cellLegend, cellWords, overBudget, stateOf } from "./grace-words.ts";

const text = escapeXml;

/** A comparison of grace designs as one page that needs nothing but a browser. */
export function graceHtml(comparison: GraceComparison): string {
  const { cells, budgetUs } = comparison;
  const names = [...new Set(cells.map(({ grace }) => grace))];
  const head = [...cellHead, ""].map((word) => `<th>${text(word)}</th>`).join("");
  const sections = names.map((name) => {
    const rows = cells
      .filter(({ grace }) => grace === name)
      .map((cell) => {
        return `<tr>${cellWords(cell)
          .map((word) => `<td>${text(word)}</td>`)
          .join("")}${endOf(cell)}</tr>`;
      });
    return comparisonSection(
      name,
      `<p class="dim">${text(graceSentences[name])}</p><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
    );
  });
  const words = cellLegend
    .map(([name, meaning]) => `<tr><th>${text(name)}</th><td>${text(meaning)}</td></tr>`)
    .join("");
  const over = budgetUs === null ? undefined : overBudget(cells, budgetUs);
  return comparisonPage({
    ...comparison,
    title: "grace designs compared",
    lead: `n = ${cells[0]?.runs ?? 0} runs of each cell, under the same seeds and the same misfortunes. ${over === undefined ? "" : `${text(over)}. `}What is measured is this model, under these faults.`,
    sections: [...sections, comparisonSection("Words", `<table><tbody>${words}</tbody></table>`)],
  });
}

/** What the cell came to, and where its story is. */
function endOf(cell: TalliedCell): string {
  const state = stateOf(cell);
  if (state !== "open") return `<td${state === "closed" ? ' class="good"' : ""}>${state}</td>`;
  return `<td class="bad">open: ${text(cell.kept ?? `run ${cell.firstLoss ?? ""}`)}</td>`;
}
