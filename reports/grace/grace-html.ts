import { graceSentences } from "../../model/index.ts";
import { compareStyle } from "../compare/index.ts";
import { durationText } from "../time-text.ts";
import { escapeXml } from "../xml.ts";
import type { GraceComparison } from "./grace-text.ts";
import { cellHead, cellWords, isClosed } from "./grace-words.ts";

const text = escapeXml;

/** A comparison of grace designs as one page that needs nothing but a browser. */
export function graceHtml({ seed, version, reproduce, cells, budgetUs, budgetBroken }: GraceComparison): string {
  const names = [...new Set(cells.map(({ grace }) => grace))];
  const verdict =
    budgetUs === null
      ? ""
      : `<p class="${budgetBroken ? "bad" : "good"}">The budget of ${text(durationText(budgetUs))} is ${budgetBroken ? "broken" : "kept"}.</p>`;
  const sections = names.map((name) => {
    const rows = cells
      .filter(({ grace }) => grace === name)
      .map((cell) => {
        const end = isClosed(cell) ? '<td class="good">closed</td>' : '<td class="bad">open</td>';
        return `<tr>${cellWords(cell)
          .map((word) => `<td>${text(word)}</td>`)
          .join("")}${end}</tr>`;
      });
    const head = [...cellHead, ""].map((word) => `<th>${text(word)}</th>`).join("");
    return `<section><h2>${text(name)}</h2><p class="dim">${text(graceSentences[name])}</p><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(`grace designs compared (seed ${seed})`)}</title>
<link rel="icon" href="data:,">
<style>${compareStyle}</style>
</head>
<body>
<header><p class="dim">cluster-sim ${text(version)}, seed ${text(seed)}</p><h1>grace designs compared</h1>
<p>n = ${cells[0]?.runs ?? 0} runs of each cell, under the same seeds and the same misfortunes. The window is how long a lock that a client believed to hold could have been granted to somebody else. What is measured is this model, under these faults.</p>${verdict}</header>
<main>
${sections.join("\n")}
<section><h2>Reproduce</h2><p><code>${text(reproduce)}</code></p></section>
</main>
</body>
</html>
`;
}
