import { type GraceName, graceSentences } from "../../model/index.ts";
import type { Look } from "../paint.ts";
import { printable } from "../printable.ts";
import { hang } from "../text/index.ts";
import { durationText } from "../time-text.ts";
import type { TalliedCell } from "./grace-cell.ts";
import { cellHead, cellLegend, cellWords, overBudget, stateOf } from "./grace-words.ts";

/** A comparison of grace designs, as it is told. */
export interface GraceComparison {
  readonly seed: string;
  readonly version: string;
  readonly reproduce: string;
  readonly cells: readonly TalliedCell[];
  /** Widest window that is allowed, microseconds; null: none is given. */
  readonly budgetUs: number | null;
  readonly budgetBroken: boolean;
}

/** Cell by cell, design by design, for a terminal. */
export function graceText({ seed, reproduce, cells, budgetUs, budgetBroken }: GraceComparison, look: Look): string {
  const { strong, good, bad, fault } = look.paint;
  const paintOf = { open: bad, unused: fault, closed: good };
  const names = [...new Set(cells.map(({ grace }) => grace))];
  const rows = [cellHead.map(String), ...cells.map((cell) => [...cellWords(cell)])];
  const widths = cellHead.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    row
      .map((word, column) => (column < 3 ? word.padEnd(widths[column] ?? 0) : word.padStart(widths[column] ?? 0)))
      .join("  ");
  const designs = names.flatMap((name: GraceName) => [
    "",
    strong(`${name}: ${graceSentences[name]}`),
    `  ${line(cellHead)}`,
    ...cells
      .filter(({ grace }) => grace === name)
      .map((cell) => `  ${line(cellWords(cell))}  ${paintOf[stateOf(cell)](stateOf(cell))}${firstText(cell)}`),
  ]);
  const budget =
    budgetUs === null
      ? ""
      : `: the budget of ${durationText(budgetUs)} is ${budgetBroken ? bad("broken") : good("kept")}`;
  return [
    ...designs,
    "",
    ...cellLegend.flatMap(([name, meaning]) => hang(`  ${name.padEnd(8)}  `, meaning, look.columns)),
    ...keptText(cells),
    `seed ${printable(seed)}, ${cells[0]?.runs ?? 0} runs a cell, ${cells.length} cells${budget}`,
    ...overText(cells, budgetUs, look),
    `reproduce: ${printable(reproduce)}`,
    "",
  ].join("\n");
}

/** Which run of an open cell lost a lock first. */
function firstText({ firstLoss }: TalliedCell): string {
  return firstLoss === null ? "" : ` (run ${printable(firstLoss.slice(firstLoss.lastIndexOf("/") + 1))})`;
}

/** What broke the budget, if something did. */
function overText(cells: readonly TalliedCell[], budgetUs: number | null, look: Look): string[] {
  const over = budgetUs === null ? undefined : overBudget(cells, budgetUs);
  return over === undefined ? [] : hang("", over, look.columns);
}

/** How the stories of open cells are told. */
function keptText(cells: readonly TalliedCell[]): string[] {
  const open = cells.filter((cell) => stateOf(cell) === "open");
  const kept = open.flatMap((cell) => (cell.kept === undefined ? [] : [`  ${printable(cell.kept)}`]));
  if (kept.length > 0) return ["stories of the open cells:", ...kept];
  return open.length === 0 ? [] : ["stories of the open cells: give --out DIR"];
}
