import { describe, expect, test } from "vitest";
import { findingCatalogue, loadScenario, readEntry } from "../fixtures/index.ts";
import { assumptions, modelFor, type Scenario } from "../model/index.ts";
import { judgedRun } from "./session/judged-run.ts";
import { planOf } from "./session/plan.ts";

const SEEDS = ["1", "2", "3"];
/** No world and no repair keeps this from happening: only the nemesis does not draw it. */
const drawnOnly = ["partial-cuts-are-short", "lock-storage-answers"];

function broken(scenario: Scenario, seed: string): readonly string[] {
  const { verdict } = judgedRun(planOf({ ...scenario, seed }, modelFor(scenario)), { reproduce: "" });
  return verdict.properties.filter((one) => one.verdict === "violated").map(({ name }) => name);
}

describe.each(findingCatalogue())("finding $name", (entry) => {
  const { scenario, expect: expected } = loadScenario(readEntry(entry), entry.name);

  test.each(SEEDS)("seed %s shows it as shipped", (seed) => {
    if (expected?.property === undefined) expect(broken(scenario, seed)).toEqual([]);
    else expect(broken(scenario, seed)).toContain(expected.property);
  });

  const cure = scenario.dropped.filter((name) => !drawnOnly.includes(name));
  test.skipIf(cure.length === 0 || entry.name === "f9")("and not with its assumptions in force", () => {
    expect(assumptions.map(({ name }) => name)).toEqual(expect.arrayContaining([...cure]));
    const cured = { ...scenario, dropped: scenario.dropped.filter((name) => !cure.includes(name)) };
    for (const seed of SEEDS) expect(broken(cured, seed)).toEqual([]);
  });
});
