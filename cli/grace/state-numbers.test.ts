import { expect, test } from "vitest";
import { modelFor, type Scenario } from "../../model/index.ts";
import { Judge } from "../../properties/index.ts";
import { drawScenario, simulate } from "../../sim/index.ts";
import { planOf } from "../session/plan.ts";

/** Of so many runs, half of which have the case, at least one shows it. */
const RUNS_MAX = 60;
const dropped = ["state-numbers-rise"];

/** Is a client told a state number that it takes for an old one? */
function isIgnored(scenario: Scenario): boolean {
  const model = modelFor(scenario);
  const judge = new Judge(planOf(scenario, model).setting);
  const { endUs } = simulate(scenario, { model, observe: (event) => judge.observe(event) });
  const { findings } = judge.finish(endUs);
  return findings.some(({ name, verdict }) => name === "notices-rise-and-end-odd" && verdict === "violated");
}

test("without state-numbers-rise a client ignores the notice of an address that comes back; with it the same moves are harmless", () => {
  let ignored: Scenario | undefined;
  for (let seed = 1; seed <= RUNS_MAX && ignored === undefined; seed += 1) {
    const options = { lock: "fcntl", nodes: 3, databases: 0, set: {}, dropped, grace: "fs-remember" } as const;
    const scenario = drawScenario(`states/${seed}`, options);
    if (isIgnored(scenario)) ignored = scenario;
  }
  expect(ignored).toBeDefined();
  expect(ignored !== undefined && isIgnored({ ...ignored, dropped: [] })).toBe(false);
});
