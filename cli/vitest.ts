import { beforeAll, describe, expect, test } from "vitest";
import { EXIT, type RunVerdict, WITNESSES_BIND_FROM } from "../reports/index.ts";
import {
  type DrawnOptions,
  type FaultPlanOptions,
  faultPlans,
  type ScenarioOptions,
  scenarios,
  seeds,
} from "./arbitraries/index.ts";
import {
  type AssertOptions,
  assertHolds,
  type Configured,
  complaint,
  PropertyError,
  type RunRequest,
  type ScenarioInput,
  type SeedRun,
  type SuiteOptions,
  seedRunner,
} from "./suite/index.ts";

export {
  type AssertOptions,
  assertHolds,
  type Configured,
  complaint,
  type DrawnOptions,
  type FaultPlanOptions,
  faultPlans,
  PropertyError,
  type RunRequest,
  type ScenarioInput,
  type ScenarioOptions,
  type SeedRun,
  type SuiteOptions,
  scenarios,
  seedRunner,
  seeds,
};

/** A campaign as a test suite. */
export interface ClusterSuiteOptions extends SuiteOptions {
  /** Name of the suite; the lock design if absent. */
  readonly name?: string;
  /** Prefix of the seeds: SEED/1, SEED/2, …; `suite` if absent. */
  readonly seed?: string;
  /** How many seeds; 50 if absent. From 100 on every witness that applies must have been seen. */
  readonly runs?: number;
}

/**
 * Registers a suite that runs N seeds and fails with the command that repeats the first run that does not hold.
 *
 * @example
 * import { clusterSuite } from "cluster-sim/vitest";
 * clusterSuite({ lock: "fcntl", runs: 100, defects: ["./my-change.override.ts"] });
 */
export function clusterSuite(options: ClusterSuiteOptions = {}): void {
  const { name, seed = "suite", runs = 50, ...what } = options;
  describe(name ?? `cluster-sim, lock ${what.lock ?? "fcntl"}`, () => {
    const unseen = new Set<string>();
    let run: SeedRun;
    beforeAll(async () => {
      run = await seedRunner(what);
    });
    test(`${runs} seeds hold`, () => {
      const verdicts = Array.from({ length: runs }, (_, index) => held(run(`${seed}/${index + 1}`)));
      const witnesses = verdicts.flatMap((verdict) => verdict.witnesses).filter(({ applicable }) => applicable);
      for (const { name: witness } of witnesses) unseen.add(witness);
      for (const { name: witness, seen } of witnesses) if (seen > 0) unseen.delete(witness);
    });
    if (runs >= WITNESSES_BIND_FROM) test("every witness was seen", () => expect([...unseen]).toEqual([]));
  });
}

function held(verdict: RunVerdict): RunVerdict {
  if (verdict.exitCode !== EXIT.holds) expect.fail(complaint(verdict));
  return verdict;
}
