import { type ColumnName, columnNames } from "../../reports/fidelity/index.ts";
import { type FidelityFigures, rowOf } from "./figures.ts";
import type { Rerun } from "./pinned.ts";
import type { Spread } from "./simulated.ts";
import type { Cell, Row } from "./timings.ts";
import type { Trial } from "./trial.ts";
import { agrees, insideMechanism, measuredInside, type Verdict } from "./verdicts.ts";

/** One trial's value beside that of its re-run. */
export interface Pair {
  readonly trial: string;
  readonly measured: number | null;
  readonly simulated: number | null;
}

/** One column of one row with all that is said of it. */
export interface Judged {
  readonly row: string;
  readonly n: number | undefined;
  readonly column: ColumnName;
  readonly cell: Cell;
  readonly spread: Spread;
  readonly pairs: readonly Pair[];
  readonly a: Verdict;
  readonly b: Verdict;
  readonly c: Verdict;
}

/** Columns that a later issue judges: recoveries without their databases are too quick. */
const unjudged: readonly ColumnName[] = ["recoveryDone", "healRecovery"];

/** Judges every column of every row. */
export function judged(
  timings: Readonly<Record<string, Row>>,
  trials: Readonly<Record<string, Trial>>,
  figures: FidelityFigures,
): readonly Judged[] {
  return Object.entries(timings).flatMap(([row, { n, columns }]) =>
    columnNames.flatMap((column) => {
      const cell = columns[column];
      const spread = figures.rows[row]?.[column];
      if (cell === undefined || spread === undefined) return [];
      const pairs = pairsOf(row, column, trials, figures.reruns);
      return [{ row, n, column, cell, spread, pairs, ...verdicts(column, cell, spread, pairs) }];
    }),
  );
}

function verdicts(
  column: ColumnName,
  cell: Cell,
  spread: Spread,
  pairs: readonly Pair[],
): Pick<Judged, "a" | "b" | "c"> {
  if (unjudged.includes(column)) return { a: "", b: "", c: "" };
  const allAgree = pairs.every(({ measured, simulated }) => agrees(measured, simulated));
  const c = pairs.length === 0 ? "" : allAgree ? "yes" : "no";
  return { a: measuredInside(cell, spread), b: insideMechanism(cell, spread), c };
}

function pairsOf(
  row: string,
  column: ColumnName,
  trials: Readonly<Record<string, Trial>>,
  reruns: Readonly<Record<string, Rerun>>,
): readonly Pair[] {
  return Object.entries(trials)
    .filter(([trial]) => rowOf(trial) === row)
    .map(([trial, { measured }]) => ({
      trial,
      measured: measured[column],
      simulated: reruns[trial]?.[column] ?? null,
    }));
}
