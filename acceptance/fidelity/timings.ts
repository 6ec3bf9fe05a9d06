import { readFileSync } from "node:fs";
import type { ColumnName } from "../../reports/fidelity/index.ts";

/** A range of seconds. */
export type Seconds = readonly [min: number, max: number];

/** One column of one row: what was measured and what the timers allow. */
export interface Cell {
  /** Over all trials, rounded to 0.1 s; null: it did not happen; absent: not measured. */
  readonly measured?: Seconds | null;
  /** Null: it cannot happen; absent: not derived, and not judged. */
  readonly mechanism?: Seconds | null;
  /** It need not happen. */
  readonly sometimes?: boolean;
  /** How the mechanism interval follows from the timers. */
  readonly why?: string;
}

/** One fault under one lock design. */
export interface Row {
  /** Trials; absent: none that this project has. */
  readonly n?: number;
  readonly columns: Readonly<Partial<Record<ColumnName, Cell>>>;
}

/** The rows of `fixtures/timings.json`, by `<fault>.<lock>`. */
export function readTimings(): Readonly<Record<string, Row>> {
  const text = readFileSync(new URL("../../fixtures/timings.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { rows: Record<string, Row> }).rows;
}
