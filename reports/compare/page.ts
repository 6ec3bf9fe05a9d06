import { durationText } from "../time-text.ts";
import { escapeXml } from "../xml.ts";
import { compareStyle } from "./style.ts";

/** What a page of a comparison consists of. Sentences and sections are HTML: what comes from outside is escaped already. */
export interface ComparisonPage {
  /** Plain text. */
  readonly title: string;
  readonly seed: string;
  readonly version: string;
  /** What is compared, in how many runs. */
  readonly lead: string;
  /** What was allowed, in us; null: no budget was given. */
  readonly budgetUs: number | null;
  /** The same for public addresses; absent: there is no such budget. */
  readonly addressBudgetUs?: number | null;
  readonly budgetBroken: boolean;
  readonly sections: readonly string[];
  /** The command that makes it again. */
  readonly reproduce: string;
}

/** The page that every comparison stands on: it needs nothing but a browser, no network, no script, no other file. */
export function comparisonPage(page: ComparisonPage): string {
  const { title, seed, version, lead, sections, reproduce } = page;
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
<p>${lead}</p>${budgetVerdict(page)}</header>
<main>
${[...sections, comparisonSection("Reproduce", `<p><code>${text(reproduce)}</code></p>`)].join("\n")}
</main>
</body>
</html>
`;
}

/** One part of such a page. @param body HTML */
export function comparisonSection(title: string, body: string): string {
  return `<section><h2>${text(title)}</h2>${body}</section>`;
}

function budgetVerdict({ budgetUs, addressBudgetUs = null, budgetBroken }: ComparisonPage): string {
  const budgets = [budgetUs, addressBudgetUs].flatMap((us) => (us === null ? [] : [durationText(us)]));
  if (budgets.length === 0) return "";
  const [className, word] = budgetBroken ? ["bad", "broken"] : ["good", "kept"];
  return `<p class="${className}">The budget of ${text(budgets.join(", and of "))} is ${word}.</p>`;
}

const text = escapeXml;
