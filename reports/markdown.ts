import { printable } from "./printable.ts";

/** A text from outside as running text of Markdown: it formats nothing, links nothing, mentions nobody. */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]<>|~&$]/g, "\\$&")
    .replace(/[@#](?=\w)/g, "$&<!-- -->");
}

/** A text from outside between backticks; not for tables, whose cells end at `|`. */
export function codeSpan(text: string): string {
  const safe = printable(text);
  const fence = "`".repeat(longestRun(safe) + 1);
  const space = /^[` ]|[` ]$|^$/.test(safe) ? " " : "";
  return `${fence}${space}${safe}${space}${fence}`;
}

/** Lines as a code block that none of them can end; the lines are taken as they are. */
export function codeBlock(language: string, lines: readonly string[]): string[] {
  const fence = "`".repeat(Math.max(3, 1 + Math.max(0, ...lines.map(longestRun))));
  return [`${fence}${language}`, ...lines, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
