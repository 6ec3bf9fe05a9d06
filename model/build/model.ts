import {
  applyOverride,
  type CompiledChart,
  checkConstants,
  compile,
  type Override,
  OverrideError,
} from "../chart/index.ts";
import { type Constants, constantsWith } from "../constants/index.ts";
import type { Effect } from "../effect/index.ts";
import { assumptionsInForce } from "../ledger/index.ts";
import type { Context, ProcessData } from "../process/index.ts";
import { type AnyEvent, type AnyProgramChart, charts } from "../programs/index.ts";
import { recoveriesIn, type Scenario, versionsIn } from "../scenario/index.ts";
import { versions } from "../versions/index.ts";
import type { CtdbVersion } from "../words/index.ts";

/** A chart made fast. */
export type CompiledProgramChart = CompiledChart<Context<ProcessData>, AnyEvent, Effect>;

/** A model of the cluster that can be run: charts, what deviates from the shipped ones, and constants. */
export interface Model {
  /** The charts of CTDB at HEAD, or of the only version that runs. */
  readonly charts: Readonly<Record<string, AnyProgramChart>>;
  /** Ids of the overrides in it, in the order they were applied. */
  readonly overrides: readonly string[];
  /** Constants that overrides replaced. */
  readonly constants: Readonly<Record<string, number>>;
  /** CTDB's other versions that run somewhere, with the same repairs and defects; absent: none. */
  readonly versions?: Readonly<Partial<Record<CtdbVersion, Model>>>;
}

const shipped: Model = { charts, overrides: [], constants: {} };

/** CTDB as shipped, defects included. */
export function standardModel(): Model {
  return shipped;
}

/**
 * A model with overrides applied, in order; the given one is not changed.
 *
 * @throws OverrideError naming the field that refers to something unknown.
 */
export function withOverrides(model: Model, overrides: readonly Override[]): Model {
  return overrides.reduce(withOverride, model);
}

// Thousands of runs share a model: its charts are compiled, and their steps made fast by the engine, once.
const derived = new WeakMap<Model, WeakMap<Override, Model>>();

function withOverride(model: Model, override: Override): Model {
  const known = derived.get(model)?.get(override);
  if (known !== undefined) return known;
  checkConstants(override, constantsWith());
  const result: Model = {
    charts: applyOverride(model.charts, override),
    overrides: [...model.overrides, override.id],
    constants: { ...model.constants, ...override.constants },
  };
  const siblings = derived.get(model) ?? new WeakMap<Override, Model>();
  derived.set(model, siblings.set(override, result));
  return result;
}

/**
 * The model that a scenario runs: as shipped, with the repairs in force, then the defects; and the same of each of
 * CTDB's versions that it runs, which begin with what the version does otherwise.
 *
 * @throws OverrideError if a defect refers to what one of these versions does not have.
 */
export function modelFor(
  scenario: Pick<Scenario, "lock" | "dropped" | "ctdb">,
  defects: readonly Override[] = [],
): Model {
  const run = versionsIn(scenario.ctdb);
  const others = run.filter((version) => version !== "head");
  // Where nobody runs HEAD a defect may name what only an older version has.
  const [first = "head"] = run.includes("head") ? [] : run;
  const model = versionModel(scenario, first, defects);
  if (others.length === 0) return model;
  const old = others.map((version) => [version, versionModel(scenario, version, defects)] as const);
  return { ...model, versions: Object.fromEntries(old) };
}

function versionModel(
  { lock, dropped }: Pick<Scenario, "lock" | "dropped">,
  version: CtdbVersion,
  defects: readonly Override[],
): Model {
  const inForce = assumptionsInForce(lock, dropped, version);
  const leftOut = inForce.flatMap(({ leavesOut }) => leavesOut ?? []);
  const differences = versions[version].overrides.filter(({ id }) => !leftOut.includes(id));
  const repairs = inForce.flatMap(({ overrides }) => overrides ?? []);
  try {
    return withOverrides(base(version), [...differences, ...repairs, ...defects]);
  } catch (error) {
    if (version === "head" || !(error instanceof OverrideError)) throw error;
    throw new OverrideError(`${error.message} (in CTDB ${version}, which this scenario runs)`);
  }
}

const bases = new Map<CtdbVersion, Model>();

/** The charts that a version begins with: those of HEAD, some of them replaced or not there. */
function base(version: CtdbVersion): Model {
  const { charts: others, without } = versions[version];
  if (others.length === 0) return shipped;
  const known = bases.get(version);
  if (known !== undefined) return known;
  const replaced = { ...charts, ...Object.fromEntries(others.map((chart) => [chart.id, chart])) };
  const present = Object.entries(replaced).filter(([id]) => !without.includes(id));
  const model: Model = { ...shipped, charts: Object.fromEntries(present) };
  bases.set(version, model);
  return model;
}

/** The charts of one of CTDB's versions in a model. */
export function chartsOf(model: Model, version: CtdbVersion): Model["charts"] {
  return (model.versions?.[version] ?? model).charts;
}

/** The constants of a run: what the scenario sets, and over that what the overrides replace. */
export function constantsFor(model: Model, scenario: Pick<Scenario, "set" | "recovery">): Constants {
  return constantsWith({ ...givenConstants(scenario), ...model.constants });
}

/** RecoverTimeout until 2016: as long as credits are remembered (facts/recovery.md §4.4). */
const SERIAL_RECOVER_TIMEOUT_US = 120_000_000;

/** What a scenario sets, and what its design of recovery had by default. */
export function givenConstants({
  set,
  recovery,
}: Pick<Scenario, "set"> & { readonly recovery?: Scenario["recovery"] | undefined }): Scenario["set"] {
  const isOld = recoveriesIn(recovery).some((design) => design !== "parallel");
  return isOld ? { recoverTimeoutUs: SERIAL_RECOVER_TIMEOUT_US, ...set } : set;
}

const compiledCharts = new WeakMap<AnyProgramChart, CompiledProgramChart>();

/** A chart made fast; each is compiled once. */
export function compiled(chart: AnyProgramChart): CompiledProgramChart {
  let fast = compiledCharts.get(chart);
  if (fast === undefined) {
    fast = compile(chart);
    compiledCharts.set(chart, fast);
  }
  return fast;
}
