import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import type { Likelihood, LikelihoodPoint } from "../story/index.ts";
import { wrap } from "../text/index.ts";
import { clockText } from "../time-text.ts";
import { explainSentences } from "./explain-sentences.ts";
import { calm, rate, turningOf } from "./turning-point.ts";

/** Cells of a bar: fewest and most. */
const BAR: readonly [min: number, max: number] = [8, 30];

/** How probable the failure was at each moment, drawn in characters, and what that says. */
export function explainText(likelihood: Likelihood, { columns, paint }: Look): string {
  const { points, property } = likelihood;
  const turn = turningOf(likelihood).rise?.at;
  const cells = Math.min(BAR[1], Math.max(BAR[0], Math.floor((columns - 20) / 3)));
  const rows = points.map((point) => {
    const row = rowOf(point, cells, columns);
    return point === turn ? paint.strong(row) : row;
  });
  return [
    ...wrap(`How likely ${printable(property)} was to fail, tried again from each moment`, columns).map(paint.strong),
    ...wrap("█ failed even without further faults  ▒ only with the faults still to come  · held", columns),
    "",
    ...rows,
    "",
    ...explainSentences(likelihood).flatMap((sentence) => wrap(printable(sentence), columns)),
    "",
  ].join("\n");
}

function rowOf(point: LikelihoodPoint, cells: number, columns: number): string {
  const share = rate(point);
  const [full, all] = [Math.round(rate(calm(point)) * cells), Math.round(share * cells)];
  const bar = `${"█".repeat(full)}${"▒".repeat(all - full)}${"·".repeat(cells - all)}`;
  const head = `${clockText(point.atUs)} ${String(Math.round(100 * share)).padStart(3)} % ${bar} `;
  return `${head}${printable(point.what)}`.slice(0, columns).trimEnd();
}
