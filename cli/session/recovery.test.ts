import { expect, it } from "vitest";
import { loadScenario } from "../../fixtures/index.ts";
import { processIo } from "../io.ts";
import { requestOf } from "../options/run-flags.ts";
import { planner } from "./plan.ts";
import { reproduceLine } from "./reproduce.ts";

const flags = { seed: "r", set: [], dropAssumption: [], defect: [], out: "out" };
const file = { version: 1, recovery: "serial", databases: [{ name: "a", kind: "volatile" }] };
const { scenario } = loadScenario(JSON.stringify(file), "s.json");
const planned = (given: object) =>
  planner(requestOf({ ...flags, ...given }, processIo()), { scenario, defects: [] })("r").scenario;

it("how databases are recovered, and how many there are, is part of the command that does it again", () => {
  const request = requestOf({ ...flags, recovery: "serial", databases: "0" }, processIo());
  expect(request).toMatchObject({ recovery: "serial", databases: 0 });
  expect(reproduceLine("run", request, "r")).toBe("npx cluster-sim run --seed r --recovery serial --databases 0");
});

it("a scenario file is recovered as it says, or as was asked for, with its own databases", () => {
  expect(planned({})).toMatchObject({ recovery: "serial", databases: scenario.databases });
  expect(planned({ recovery: "parallel" })).toMatchObject({ recovery: "parallel", databases: scenario.databases });
});
