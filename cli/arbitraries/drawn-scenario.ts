import type { Scenario } from "../../model/index.ts";
import { planner } from "../session/plan.ts";
import type { RunRequest } from "../session/request.ts";

/** What is given of a drawn scenario: the options of `cluster-sim run`, under the names of its request. */
export type DrawnOptions = Partial<
  Omit<RunRequest, "seed" | "scenarioFile" | "configFolder" | "configured" | "defects">
>;

/**
 * Draws scenarios as `cluster-sim run --seed` does: with the faults that the assumptions in force allow.
 *
 * @throws UsageError (when called with a seed) for options that mean nothing together
 */
export function drawnScenario(options: DrawnOptions): (seed: string) => Scenario {
  const request: Omit<RunRequest, "seed"> = { set: {}, drop: [], asShipped: false, defects: [], ...options };
  return (seed) => planner({ ...request, seed }, { scenario: undefined, defects: [] })(seed).scenario;
}
