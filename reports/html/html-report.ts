import { diagramSvg } from "../diagram/index.ts";
import type { FailureStory } from "../story/index.ts";
import { escapeXml } from "../xml.ts";
import { explorerSection, helpDialog } from "./explorer-section.ts";
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from "./page-assets.ts";
import { pageDataOf } from "./page-data-of.ts";
import { sections } from "./sections.ts";
import { titleOf, verdictSection } from "./verdict-section.ts";

/** Nothing is loaded, nothing is sent; of what runs and styles the page, only what belongs to it. */
const policy = [
  "default-src 'none'",
  `script-src '${pageScriptHash}'`,
  `style-src '${pageStyleHash}'`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/**
 * A run as one page that needs nothing but a browser: no network, no other file. Without its script it still shows
 * the diagram as a picture and tells everything in words.
 */
export function htmlReport(story: FailureStory): string {
  const { verdict } = story;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeXml(`${titleOf(story)} (seed ${verdict.seed})`)}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#explorer">To the diagram</a>
<header class="bar-top"><p>cluster-sim ${escapeXml(verdict.version)}, seed ${escapeXml(verdict.seed)}</p>
<button type="button" id="theme" class="live">Light or dark <kbd>t</kbd></button>
<button type="button" id="show-help" class="live">Keys <kbd>?</kbd></button></header>
<main>
${verdictSection(story)}
<noscript><section class="card"><h2>What happened</h2><img class="static" alt="space-time diagram of the run; the text report below tells the same" src="data:image/svg+xml,${encodeURIComponent(diagramSvg(story))}"></section></noscript>
${explorerSection(story)}
${sections(story)}
</main>
${helpDialog}
<script type="application/json" id="data">${scriptSafe(JSON.stringify(pageDataOf(story)))}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** JSON in a page: no text in it can end the element, begin a comment or break a line. */
function scriptSafe(json: string): string {
  return json.replaceAll(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
