import { readFileSync } from "node:fs";
import { type Rerun, rerun } from "./pinned.ts";
import { type Figures, figuresOf, runsOf } from "./simulated.ts";
import { readTimings } from "./timings.ts";
import type { Trial } from "./trial.ts";

/** Everything the page shows that was computed. */
export interface FidelityFigures {
  /** Runs of each row. */
  readonly seeds: number;
  readonly rows: Readonly<Record<string, Figures>>;
  /** Each trial's row, run with its phases. */
  readonly reruns: Readonly<Record<string, Rerun>>;
}

/** The committed figures, behind `docs/fidelity.md`. */
export const figuresPlace = new URL("../../docs/fidelity.json", import.meta.url);

/** The trials of `fixtures/trials.json`, by `<fault>.<lock>.<k>`. */
export function readTrials(): Readonly<Record<string, Trial>> {
  const text = readFileSync(new URL("../../fixtures/trials.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { trials: Record<string, Trial> }).trials;
}

/** The committed figures. */
export function readFigures(): FidelityFigures {
  return JSON.parse(readFileSync(figuresPlace, "utf8")) as FidelityFigures;
}

/** The row of a trial. */
export function rowOf(trial: string): string {
  return trial.replace(/\.\d+$/, "");
}

/** Runs every row for that many seeds, and every trial once. */
export function computeFigures(seeds: number): FidelityFigures {
  const rows = Object.keys(readTimings()).map((row) => [row, figuresOf(runsOf(row, seeds))] as const);
  const reruns = Object.entries(readTrials()).map(([name, trial]) => [name, rerun(rowOf(name), trial)] as const);
  return { seeds, rows: Object.fromEntries(rows), reruns: Object.fromEntries(reruns) };
}
