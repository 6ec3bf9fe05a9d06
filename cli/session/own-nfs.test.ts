import { describe, expect, it } from "vitest";
import { loadScenario, readEntry, scenarioCatalogue } from "../../fixtures/index.ts";
import { processIo } from "../io.ts";
import { requestOf } from "../options/run-flags.ts";
import { planner } from "./plan.ts";

const name = "lock-stolen-silently";
const text = readEntry(scenarioCatalogue().find((one) => one.name === name) ?? { name, path: "" });
const { scenario } = loadScenario(text, name);
const flags = { seed: "r", set: [], dropAssumption: [], defect: [], out: "out" };

/** The plan of the story with these fields, under these options. */
const planned = (given: object, fields: object = {}) =>
  planner(requestOf({ ...flags, ...given }, processIo()), { scenario: { ...scenario, ...fields }, defects: [] })("r");

describe("a scenario that is given", () => {
  const refused = "grace keep-barrier with ctdb 4.17: its servers enter grace at startipreallocate";

  it("is refused with a CTDB that does not know its design, whether file or option says so", () => {
    expect(() => planned({ grace: "keep-barrier", ctdb: "4.17" })).toThrow(refused);
    expect(() => planned({ grace: "keep-barrier" }, { ctdb: "4.17" })).toThrow(refused);
    const nfs = { ...scenario.nfs, grace: "keep-barrier" };
    expect(() => planned({ ctdb: "4.17" }, { nfs })).toThrow(refused);
    expect(() => planned({}, { nfs, ctdb: ["head", "head", "4.17"] })).toThrow(refused);
  });

  it("is run where an option gives a CTDB, or a design, that fits", () => {
    expect(planned({ grace: "keep-barrier", ctdb: "head" }, { ctdb: "4.17" }).scenario.ctdb).toBe("head");
    expect(planned({ grace: "per-address" }, { ctdb: "4.17" }).scenario.ctdb).toBe("4.17");
  });

  it("may not be ended before its first lock is asked for", () => {
    const firstUs = Math.min(...(scenario.nfs?.users ?? []).map(({ atUs }) => atUs));
    expect(() => planned({ duration: `${firstUs}us` })).toThrow(
      `--duration: the scenario's first lock is asked for at ${firstUs} us`,
    );
    expect(planned({ duration: `${firstUs + 1}us` }).scenario.durationUs).toBe(firstUs + 1);
  });
});

it("what is drawn is refused with the same sentence", () => {
  const request = requestOf({ ...flags, grace: "keep-barrier", ctdb: "4.17" }, processIo());
  expect(() => planner(request, { scenario: undefined, defects: [] })("r")).toThrow(
    "grace keep-barrier with ctdb 4.17: its servers enter grace at startipreallocate",
  );
});
