import { faultCatalogue, loadScenario, readEntry } from "../../fixtures/index.ts";
import { modelFor, type Scenario } from "../../model/index.ts";
import { type ColumnName, columnNames, type FaultColumns, FaultTimes } from "../../reports/fidelity/index.ts";
import { simulate } from "../../sim/index.ts";

/** A column over many seeds, seconds with milliseconds; null if it never happened. */
export interface Spread {
  readonly range: readonly [min: number, median: number, max: number] | null;
  /** Seeds in which it did not happen. */
  readonly missing: number;
}

/** A row over many seeds. */
export type Figures = Readonly<Record<ColumnName, Spread>>;

/** The scenario of a row. */
export function scenarioOf(row: string): Scenario {
  const entry = faultCatalogue().find(({ name }) => name === row);
  if (entry === undefined) throw new Error(`there is no fixtures/scenarios/faults/${row}.json`);
  return loadScenario(readEntry(entry), row).scenario;
}

/** The columns of one run. */
function columnsOf(scenario: Scenario): FaultColumns {
  const times = new FaultTimes(scenario.nodes, scenario.lock !== "none");
  simulate(scenario, { model: modelFor(scenario), observe: (event) => times.observe(event) });
  return times.finish();
}

/** The columns of a row for seeds 1 to `seeds`, one run each. */
export function runsOf(row: string, seeds: number): readonly FaultColumns[] {
  const scenario = scenarioOf(row);
  return Array.from({ length: seeds }, (_, index) => columnsOf({ ...scenario, seed: `fidelity/${index + 1}` }));
}

/** What many runs of a row amount to. */
export function figuresOf(runs: readonly FaultColumns[]): Figures {
  const spread = (name: ColumnName): Spread => {
    const all = runs.flatMap((run) => run[name] ?? []).sort((a, b) => a - b);
    const [min, max] = [all[0], all.at(-1)];
    const missing = runs.length - all.length;
    if (min === undefined || max === undefined) return { range: null, missing };
    return { range: [seconds(min), seconds(all[Math.floor(all.length / 2)] ?? min), seconds(max)], missing };
  };
  return Object.fromEntries(columnNames.map((name) => [name, spread(name)])) as Figures;
}

function seconds(us: number): number {
  return Math.round(us / 1_000) / 1_000;
}
