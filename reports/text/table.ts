import { wrap } from "./wrap.ts";

/** With fewer characters for the last column it stands on lines of its own. */
const LAST_MIN = 24;

/**
 * Rows in columns as narrow as their contents; the last column takes what is left of the page and wraps.
 *
 * On a page too narrow for that the last column stands on lines of its own.
 *
 * @param lastMin characters it needs; sentences want more than words
 */
export function table(
  rows: readonly (readonly string[])[],
  columns: number,
  indent = "  ",
  lastMin = LAST_MIN,
): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  const before = indent.length + widths.reduce((sum, width) => sum + width + 2, 0);
  const narrow = columns - before < lastMin;
  return rows.flatMap((row) => {
    const head =
      indent +
      row
        .slice(0, -1)
        .map((cell, index) => cell.padEnd((widths[index] ?? 0) + 2))
        .join("");
    const last = row.at(-1) ?? "";
    if (narrow && row.length > 1) {
      return [head.trimEnd(), ...wrap(last, columns - indent.length - 2).map((line) => `${indent}  ${line}`)];
    }
    return wrap(last, columns - head.length).map((line, index) =>
      ((index === 0 ? head : " ".repeat(head.length)) + line).trimEnd(),
    );
  });
}
