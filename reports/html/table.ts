import { escapeXml } from "../xml.ts";

/** One row of a table. */
export interface TableRow {
  /** A class for its look. */
  readonly css?: string;
  readonly cells: readonly string[];
}

/** A table of texts. */
export function htmlTable(headings: readonly string[], rows: readonly TableRow[]): string {
  const head = headings.map((cell) => `<th scope="col">${escapeXml(cell)}</th>`).join("");
  const body = rows.map(({ css, cells }) => {
    const start = css === undefined ? "<tr>" : `<tr class="${escapeXml(css)}">`;
    return `${start}${cells.map((cell) => `<td>${escapeXml(cell)}</td>`).join("")}</tr>`;
  });
  return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`;
}
