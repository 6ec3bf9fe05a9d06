import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type LockDesign, modelFor, type Scenario } from "../../model/index.ts";
import type { RunVerdict } from "../../reports/index.ts";
import { type Explored, type Extent, exploreAll } from "../session/explore-all.ts";
import { readDefects } from "../session/inputs.ts";
import { planOf } from "../session/plan.ts";
import { complaint, type SeedRun, type SuiteOptions, seedRunner } from "../suite/index.ts";

/** What is shown of one property: it holds, it can be broken, and within a bound it holds exhaustively. */
export interface PropertySuite {
  readonly property: string;
  /** The lock designs it is judged with. */
  readonly locks: readonly LockDesign[];
  /** What the random runs must have seen, so that it does not hold for want of trouble. */
  readonly witnesses: readonly string[];
  /** A defect that breaks it, and within how many seeds (`defect/1`, `defect/2` …) it does. */
  readonly defect: { readonly id: string; readonly withinRuns: number; readonly options?: SuiteOptions };
  /** A small scenario, what is varied in it, and how many runs that makes; `defect` if it is another one. */
  readonly bounded: Bounded;
}

/** An exploration and its exact size. */
export interface Bounded extends Partial<Extent> {
  readonly scenario: Scenario;
  readonly runs: number;
  readonly defect?: string;
  /** The scenario in which the defect shows, if it needs a case that the assumptions in force rule out. */
  readonly broken?: Scenario;
}

/** CI gets few seeds, always the same; `ACCEPTANCE=1` many, new ones each time. */
const isAcceptance = process.env["ACCEPTANCE"] !== undefined;
const SEEDS = isAcceptance ? 500 : 20;
const CI_SEED = 20_260_806;

/** None of these properties speaks of databases; suites of their own and the claims' have runs with databases. */
const plain: SuiteOptions = { databases: 0 };

const seeds = fc.noShrink(fc.string({ minLength: 1, maxLength: 12 }));

/** Registers the suite of one property. */
export function propertySuite(suite: PropertySuite): void {
  describe(suite.property, () => {
    holdsForEverySeed(suite);
    isBrokenByItsDefect(suite);
    holdsExhaustively(suite);
  });
}

function findingOf(verdict: RunVerdict, property: string): string {
  return verdict.properties.find(({ name }) => name === property)?.verdict ?? "missing";
}

function holdsForEverySeed({ property, locks, witnesses }: PropertySuite): void {
  const unseen = new Set(witnesses);
  describe("with the assumptions in force", () => {
    test.each(locks)(`${SEEDS} random seeds hold, lock %s`, async (lock) => {
      const run = await soundRun(lock);
      const holds = fc.property(seeds, (seed) => {
        const verdict = run(seed);
        for (const { name, seen } of verdict.witnesses) if (seen > 0) unseen.delete(name);
        if (findingOf(verdict, property) !== "holds") throw new Error(complaint(verdict));
      });
      fc.assert(holds, { numRuns: SEEDS, endOnFailure: true, ...(isAcceptance ? {} : { seed: CI_SEED }) });
    });
    test(`they have seen ${witnesses.join(", ")}`, () => expect([...unseen]).toEqual([]));
  });
}

const soundRuns = new Map<LockDesign, SeedRun>();

/** Runs of the sound model are judged by all properties at once: suites that draw the same seeds share them. */
async function soundRun(lock: LockDesign): Promise<SeedRun> {
  const known = soundRuns.get(lock);
  if (known !== undefined) return known;
  const run = await seedRunner({ ...plain, lock });
  const verdicts = new Map<string, RunVerdict>();
  const once: SeedRun = (seed) => {
    const verdict = verdicts.get(seed) ?? run(seed);
    verdicts.set(seed, verdict);
    return verdict;
  };
  soundRuns.set(lock, once);
  return once;
}

function isBrokenByItsDefect({ property, defect }: PropertySuite): void {
  describe(`with the defect ${defect.id}`, () => {
    let run: SeedRun;
    beforeAll(async () => {
      run = await seedRunner({ ...plain, ...defect.options, defects: [defect.id] });
    });
    let found: RunVerdict | undefined;
    test(`is violated within ${defect.withinRuns} seeds, by a run that can be repeated`, () => {
      found = firstViolation(run, property, defect.withinRuns);
      if (found === undefined) expect.fail(`${defect.withinRuns} seeds hold`);
      expect(found.reproduce).toContain(`--defect ${defect.id}`);
      expect(run(found.seed)).toEqual(found);
    });
    // What a dropped assumption lets happen breaks the property by itself: there the defect only makes it last.
    if (defect.options?.drop === undefined)
      test("and the same seed holds without it", async () => {
        const sound = await seedRunner({ ...plain, ...defect.options });
        expect(findingOf(sound(found?.seed ?? "none was found"), property)).toBe("holds");
      });
  });
}

function firstViolation(run: SeedRun, property: string, withinRuns: number): RunVerdict | undefined {
  for (let index = 1; index <= withinRuns; index += 1) {
    const verdict = run(`defect/${index}`);
    if (findingOf(verdict, property) === "violated") return verdict;
  }
  return undefined;
}

function holdsExhaustively({ property, bounded, defect }: PropertySuite): void {
  const { scenario, runs, defect: other, broken = scenario, ...given } = bounded;
  const extent: Extent = { decisions: 4, labels: [], fromUs: 0, shiftUs: 0, shifts: 1, runsMax: 10_000, ...given };
  const exploreWith = async (what: Scenario, ...defects: readonly string[]): Promise<Explored> => {
    const model = modelFor(what, await readDefects(defects, process.cwd()));
    return exploreAll(planOf(what, model), extent, "");
  };
  test(`holds in all ${runs} runs of a small scenario`, async () => {
    const { exploration, summary } = await exploreWith(scenario);
    expect(exploration).toEqual({ runs, exhausted: true });
    expect(summary.properties.find(({ name }) => name === property)).toMatchObject({ holds: runs });
  });
  test(`and in one of them at least it is violated with ${other ?? defect.id}`, async () => {
    const { failure } = await exploreWith(broken, other ?? defect.id);
    if (failure === undefined) expect.fail("every run holds");
    expect(findingOf(failure.run.verdict, property)).toBe("violated");
  });
}
