import type { Arbitrary } from "fast-check";
import { defaultTiming, type Scenario } from "../../model/index.ts";
import { type DrawnOptions, drawnScenario } from "./drawn-scenario.ts";
import { fastCheck } from "./fast-check.ts";
import { gentlerFaults } from "./gentler.ts";
import { gentlerJobs } from "./gentler-jobs.ts";
import { seeds } from "./seeds.ts";

/** What is given of the scenarios; the rest is drawn. */
export interface ScenarioOptions extends Omit<DrawnOptions, "nodes"> {
  /** How many nodes, or the fewest and the most; 2 to 7 if absent. */
  readonly nodes?: number | readonly [min: number, max: number];
}

/**
 * Scenarios as `cluster-sim run` draws them: nodes, latencies, databases and what clients do with them, faults that respect
 * the assumptions in force, a heal. They shrink towards fewer nodes, fewer, gentler and earlier faults, fewer and shorter
 * jobs, and usual latencies.
 *
 * @throws UsageError if fast-check is not installed, or for options that mean nothing together
 *
 * @example
 * await fc.assert(fc.asyncProperty(scenarios({ lock: "fcntl" }), (scenario) => assertHolds(scenario)));
 */
export function scenarios(options: ScenarioOptions = {}): Arbitrary<Scenario> {
  const fc = fastCheck();
  const { nodes = [2, 7], ...rest } = options;
  const [min, max] = typeof nodes === "number" ? [nodes, nodes] : nodes;
  drawnScenario({ ...rest, nodes: min })("1");
  return fc.integer({ min, max }).chain((count) => {
    const draw = drawnScenario({ ...rest, nodes: count });
    return seeds().chain((seed) => plainer(draw(seed)));
  });
}

/** The scenario, or one with less in it. */
function plainer(drawn: Scenario): Arbitrary<Scenario> {
  const fc = fastCheck();
  const all = Array.from({ length: drawn.nodes }, (_, pnn) => pnn);
  const fromUs = Math.min(...drawn.faults.map(({ atUs }) => atUs));
  const parts = fc.record({
    faults: gentlerFaults(drawn.faults, fromUs),
    workload: gentlerJobs(drawn),
    timing: fc.constantFrom(defaultTiming, drawn.timing),
    clockOffsetUs: fc.constantFrom(
      all.map(() => 0),
      drawn.clockOffsetUs,
    ),
    core: fc.constantFrom(all, drawn.heal?.core ?? all),
  });
  return parts.map(({ core, workload, ...changes }) => ({
    ...drawn,
    ...changes,
    ...workload,
    ...(drawn.heal === undefined ? {} : { heal: { ...drawn.heal, core } }),
  }));
}
