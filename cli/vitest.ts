/** The simulator inside a test suite: judge one seed, or demand that every seed holds. Needs vitest and fast-check. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Override } from "../model/index.ts";
import type { RunVerdict } from "../reports/index.ts";
import { judgedRun } from "./session/judged-run.ts";
import { planner } from "./session/plan.ts";
import { reproduceLine } from "./session/reproduce.ts";
import type { RunRequest } from "./session/request.ts";

/** What is simulated; everything else is drawn from the seed. */
export interface Cluster extends Partial<Pick<RunRequest, "nodes" | "lock" | "faults" | "durationUs" | "set">> {
  /** Assumptions that shall not be in force, or `all`. */
  readonly drop?: readonly string[];
  /** Overrides that are applied, as an override file exports them. */
  readonly overrides?: readonly Override[];
}

/** Simulates and judges one seed. */
export function judgeSeed(seed: string, cluster: Cluster = {}): RunVerdict {
  const { drop = [], overrides = [], set = {}, ...rest } = cluster;
  const defects = overrides.map(({ id }) => id);
  const request: RunRequest = { ...rest, seed, set, drop, defects, asShipped: false, knobs: false };
  const plan = planner(request, { scenario: undefined, defects: overrides })(seed);
  return judgedRun(plan, { reproduce: reproduceLine("run", request, seed) }).verdict;
}

/** Fails the test with the reasons and the command that does the run again, unless the verdict is "holds". */
export function expectToHold(verdict: RunVerdict): void {
  const reasons = verdict.properties
    .filter((one) => one.verdict === "violated" || one.verdict === "unknown")
    .flatMap(({ name, verdict: judged, why }) => [`${name}: ${judged}`, ...why.map((sentence) => `  ${sentence}`)]);
  expect(verdict.verdict, [...reasons, verdict.reproduce].join("\n")).toBe("holds");
}

/**
 * Demands that a number of random seeds hold.
 *
 * @param parameters how many runs, and fast-check's own seed to repeat them; seeds are not shrunk, for none is simpler than another
 */
export function everySeedHolds(
  cluster: Cluster = {},
  parameters: { readonly runs?: number; readonly seed?: number } = {},
): void {
  const { runs = 20, seed } = parameters;
  const seeds = fc.noShrink(fc.nat()).map(String);
  const property = fc.property(seeds, (one) => {
    expectToHold(judgeSeed(one, cluster));
  });
  fc.assert(property, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
}
