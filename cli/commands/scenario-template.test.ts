import { expect, test } from "vitest";
import { loadScenario } from "../../fixtures/index.ts";
import { scenarioTemplate } from "./scenario-template.ts";

test("the scenario that init writes can be read, comments and all", () => {
  const { scenario } = loadScenario(scenarioTemplate, "scenario.jsonc");
  expect(scenario.faults.length).toBeGreaterThan(0);
  expect(scenario.heal?.atUs ?? 0).toBeLessThan(scenario.durationUs - 100_000_000);
});

test("without the marks before them it has clients of NFS, and their servers", () => {
  const [block = ""] = /^ {2}\/\/ "publicAddresses"[\s\S]*?^ {2}\/\/ },$/m.exec(scenarioTemplate) ?? [];
  const bare = scenarioTemplate.replace(block, block.replaceAll(/^ {2}\/\//gm, " "));
  const { scenario } = loadScenario(bare, "scenario.jsonc");
  expect(scenario.nfs?.users.map(({ protocol = "nlm" }) => protocol)).toEqual(["nlm", "v4"]);
  expect(scenario.publicAddresses).toHaveLength(2);
  expect(loadScenario(scenarioTemplate, "scenario.jsonc").scenario.nfs).toBeUndefined();
});
