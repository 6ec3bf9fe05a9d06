import { expect, test } from "vitest";
import { loadScenario } from "../../fixtures/index.ts";
import { scenarioTemplate } from "./scenario-template.ts";

test("the scenario that init writes can be read, comments and all", () => {
  const { scenario } = loadScenario(scenarioTemplate, "scenario.jsonc");
  expect(scenario.faults.length).toBeGreaterThan(0);
  expect(scenario.heal?.atUs ?? 0).toBeLessThan(scenario.durationUs - 100_000_000);
});
