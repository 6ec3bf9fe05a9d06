import { type Difference, type Distribution, differenceOf, distributionOf } from "./distribution.ts";
import type { CountedLeftOut, LeftOut } from "./left-out.ts";
import { comparedMeasures } from "./measures.ts";

/** One run of one design. */
export interface MeasuredRun {
  readonly seed: string;
  /** Names of the properties that it violates. */
  readonly violated: readonly string[];
  readonly unknown: readonly string[];
  /** Microseconds where the name ends in `Us`, else counts. */
  readonly measures: Readonly<Record<string, number>>;
  /** How long each fail-over of a public address took, microseconds. */
  readonly addressFailOversUs: readonly number[];
}

/** What became of one property with one design. */
export interface ViolationCount {
  readonly property: string;
  readonly runs: number;
  /** The first few seeds. */
  readonly seeds: readonly string[];
}

/** What one design did over all runs. */
export interface DesignResult {
  /** What tells it from the others: the lock, or who makes takeover runs … */
  readonly name: string;
  readonly lock: string;
  /** Names of the assumptions in force. */
  readonly assumptions: readonly string[];
  readonly modelHash: string;
  readonly violations: readonly ViolationCount[];
  /** Runs in which some property could not be judged. */
  readonly unknownRuns: number;
  readonly measures: Readonly<Record<string, Distribution>>;
  /** Against the first design, run by run; the first has none. */
  readonly differences: Readonly<Record<string, Difference>>;
  /** With a budget: runs with a fail-over, and those whose longest took longer. */
  readonly budget?: { readonly runs: number; readonly beyond: number };
  /** Every fail-over of a public address in all runs, from the fault to its announcement. */
  readonly addressFailOversUs: Distribution;
  /** With a budget of addresses: how many of them took longer. */
  readonly addressBudget?: { readonly failOvers: number; readonly beyond: number };
}

/** Designs under the same seeds and the same misfortunes: what `compare --json` prints. */
export interface Comparison {
  readonly seed: string;
  readonly version: string;
  readonly runs: number;
  readonly runsAsked: number;
  readonly budgetUs: number | null;
  readonly addressBudgetUs: number | null;
  /** One of the two. */
  readonly budgetBroken: boolean;
  /** Assumptions in force with every design. */
  readonly common: readonly string[];
  readonly designs: readonly DesignResult[];
  readonly leftOut: readonly CountedLeftOut[];
  readonly reproduce: string;
}

/** The fail-over that a budget is held against: until a recovery is done, when clients are served again. */
const BUDGETED = "failOverRecoveredLongestUs";

const SEEDS_NAMED = 3;

/** Adds up the runs of several designs, pair by pair. */
export class Comparing {
  private readonly runs: MeasuredRun[][];
  private readonly leftOut = new Map<string, CountedLeftOut>();

  constructor(designs: number) {
    this.runs = Array.from({ length: designs }, () => []);
  }

  /** One seed: a run of each design, in their order, and what was left out of it. */
  add(pair: readonly MeasuredRun[], leftOut: readonly LeftOut[]): void {
    for (const [index, run] of pair.entries()) this.runs[index]?.push(run);
    for (const { what, why } of leftOut) {
      const key = `${what}\n${why}`;
      this.leftOut.set(key, { what, why, faults: (this.leftOut.get(key)?.faults ?? 0) + 1 });
    }
  }

  /** What they come to. */
  result(
    about: Pick<Comparison, "seed" | "version" | "runsAsked" | "budgetUs" | "addressBudgetUs" | "reproduce">,
    designs: readonly Pick<DesignResult, "name" | "lock" | "assumptions" | "modelHash">[],
    always: readonly LeftOut[],
  ): Comparison {
    const { budgetUs, addressBudgetUs } = about;
    const results = designs.map((design, index): DesignResult => {
      const runs = this.runs[index] ?? [];
      const failed = runs.filter(({ measures }) => (measures["failOvers"] ?? 0) > 0);
      const tookUs = runs.flatMap(({ addressFailOversUs }) => addressFailOversUs);
      const late = tookUs.filter((us) => us > (addressBudgetUs ?? 0)).length;
      const beyond = failed.filter(({ measures }) => (measures[BUDGETED] ?? 0) > (budgetUs ?? 0)).length;
      return {
        ...design,
        violations: violationsOf(runs),
        unknownRuns: runs.filter(({ unknown }) => unknown.length > 0).length,
        measures: tallied((name) => distributionOf(valuesOf(runs, name))),
        differences:
          index === 0 ? {} : tallied((name) => differenceOf(valuesOf(this.runs[0] ?? [], name), valuesOf(runs, name))),
        ...(budgetUs === null ? {} : { budget: { runs: failed.length, beyond } }),
        addressFailOversUs: distributionOf(tookUs),
        ...(addressBudgetUs === null ? {} : { addressBudget: { failOvers: tookUs.length, beyond: late } }),
      };
    });
    const [first] = designs;
    return {
      ...about,
      runs: this.runs[0]?.length ?? 0,
      budgetBroken: results.some(
        ({ budget, addressBudget }) => (budget?.beyond ?? 0) + (addressBudget?.beyond ?? 0) > 0,
      ),
      common: (first?.assumptions ?? []).filter((name) =>
        designs.every(({ assumptions }) => assumptions.includes(name)),
      ),
      designs: results,
      leftOut: [...always.map((one) => ({ ...one, faults: null })), ...this.leftOut.values()],
    };
  }
}

function valuesOf(runs: readonly MeasuredRun[], name: string): number[] {
  return runs.map(({ measures }) => measures[name] ?? 0);
}

function tallied<T>(of: (name: string) => T): Record<string, T> {
  return Object.fromEntries(comparedMeasures.map(({ name }) => [name, of(name)]));
}

function violationsOf(runs: readonly MeasuredRun[]): readonly ViolationCount[] {
  const seeds = new Map<string, string[]>();
  for (const { violated, seed } of runs)
    for (const property of violated) seeds.set(property, [...(seeds.get(property) ?? []), seed]);
  return [...seeds].map(([property, all]) => ({ property, runs: all.length, seeds: all.slice(0, SEEDS_NAMED) }));
}
