import { graceSentences } from "../../model/index.ts";
import { comparisonPage, comparisonSection } from "../compare/index.ts";
import { escapeXml } from "../xml.ts";
import type { GraceComparison } from "./grace-text.ts";
import { cellHead, cellLegend, cellWords, isClosed } from "./grace-words.ts";

const text = escapeXml;

/** A comparison of grace designs as one page that needs nothing but a browser. */
export function graceHtml(comparison: GraceComparison): string {
  const { cells } = comparison;
  const names = [...new Set(cells.map(({ grace }) => grace))];
  const head = [...cellHead, ""].map((word) => `<th>${text(word)}</th>`).join("");
  const sections = names.map((name) => {
    const rows = cells
      .filter(({ grace }) => grace === name)
      .map((cell) => {
        const end = isClosed(cell)
          ? '<td class="good">closed</td>'
          : `<td class="bad">open: ${text(cell.kept ?? `run ${cell.firstLoss ?? ""}`)}</td>`;
        return `<tr>${cellWords(cell)
          .map((word) => `<td>${text(word)}</td>`)
          .join("")}${end}</tr>`;
      });
    return comparisonSection(
      name,
      `<p class="dim">${text(graceSentences[name])}</p><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
    );
  });
  return comparisonPage({
    ...comparison,
    title: "grace designs compared",
    lead: `n = ${cells[0]?.runs ?? 0} runs of each cell, under the same seeds and the same misfortunes. ${cellLegend.map(([name, meaning]) => `${name}: ${meaning}`).join("; ")}. What is measured is this model, under these faults.`,
    sections,
  });
}
