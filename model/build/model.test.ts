import { describe, expect, it } from "vitest";
import type { Override } from "../chart/index.ts";
import { constantTable } from "../constants/index.ts";
import { assumptionsInForce, defaultAssumptionNames } from "../ledger/index.ts";
import { charts } from "../programs/index.ts";
import { chartsOf, compiled, constantsFor, modelFor, standardModel, withOverrides } from "./model.ts";
import { modelHash } from "./model-hash.ts";

const deaf: Override = { id: "deaf", chart: "main-loop", guards: { inactive: () => false } };
const hasty: Override = { id: "hasty", chart: "election", constants: { leaderTimeoutUs: 1_000_000 } };

describe("a model", () => {
  it("with overrides lists them, and leaves the shipped one as it is", () => {
    const model = withOverrides(standardModel(), [deaf, hasty]);
    expect(model.overrides).toEqual(["deaf", "hasty"]);
    expect(model.charts["main-loop"]).not.toBe(standardModel().charts["main-loop"]);
    expect(model.charts["recovery"]).toBe(standardModel().charts["recovery"]);
    expect(standardModel().overrides).toEqual([]);
  });

  it("for a scenario has the repairs in force, then the defects", () => {
    const scenario = { lock: "fcntl", dropped: ["own-broadcast-checked"] } as const;
    const inForce = assumptionsInForce("fcntl", scenario.dropped).flatMap(({ overrides }) => overrides ?? []);
    const { overrides } = modelFor(scenario, [deaf]);
    expect(overrides).toEqual([...inForce.map(({ id }) => id), "deaf"]);
    expect(overrides.slice(0, 2)).toEqual(["served-bans-end", "inactive-nodes-freeze-anew"]);
    expect(overrides).not.toContain("own-broadcast-checked");
  });

  it("refuses an override of what is not there, and of a constant that is not there", () => {
    expect(() => withOverrides(standardModel(), [{ ...deaf, guards: { inactiv: () => true } }])).toThrow(/inactive/);
    expect(() => withOverrides(standardModel(), [{ ...hasty, constants: { leaderTimeout: 1 } }])).toThrow(
      /leaderTimeoutUs/,
    );
  });

  it("compiles each chart once", () => {
    const chart = standardModel().charts["election"];
    if (chart === undefined) throw new Error("no election");
    expect(compiled(chart)).toBe(compiled(chart));
  });
});

describe("a model for CTDB's versions", () => {
  const old = { lock: "fcntl", dropped: [], ctdb: ["4.17", "head"] } as const;
  const asShipped = { ...old, dropped: defaultAssumptionNames("fcntl", "4.17") };

  it("has the charts of each, with the same defects, and of a version that is not there those of head", () => {
    const model = modelFor(old, [deaf]);
    expect(chartsOf(model, "head")).toBe(model.charts);
    expect(chartsOf(model, "4.3")).toBe(model.charts);
    expect(chartsOf(model, "4.17")["shutdown"]?.steps?.map(({ name }) => name)).not.toContain("fail-over");
    expect(model.charts["shutdown"]?.steps?.map(({ name }) => name)).toContain("fail-over");
    expect(model.versions?.["4.17"]?.overrides).toContain("deaf");
    expect(model.overrides).toContain("deaf");
  });

  it("leaves out what a repair in force puts in", () => {
    const defects = /unfixed/;
    const idsOf = (scenario: typeof old) => modelFor(scenario).versions?.["4.17"]?.overrides.join(" ") ?? "";
    expect(idsOf(old)).not.toMatch(defects);
    expect(idsOf(asShipped as never).match(/unfixed/g)).toHaveLength(6);
  });

  it("refuses a defect of what one of them does not have, and says of which", () => {
    const steps = charts["shutdown"]?.steps?.map(({ name }) => name) ?? [];
    const defect: Override = { id: "early", chart: "shutdown", steps };
    expect(() => modelFor({ lock: "fcntl", dropped: [] }, [defect])).not.toThrow();
    expect(() => modelFor(old, [defect])).toThrow(/"fail-over".*CTDB 4\.17/);
  });

  it("has a hash of its own", () => {
    const hashes = [{ ...old, ctdb: "head" as const }, { ...old, ctdb: "4.17" as const }, asShipped].map((scenario) =>
      modelHash(modelFor(scenario)),
    );
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[0]).toBe(modelHash(modelFor({ lock: "fcntl", dropped: [] })));
  });
});

describe("constants", () => {
  it("are the defaults, what the scenario sets, and over that what overrides replace", () => {
    const model = withOverrides(standardModel(), [hasty]);
    const k = constantsFor(model, { set: { leaderTimeoutUs: 7_000_000, keepaliveLimit: 9 } });
    expect([k.leaderTimeoutUs, k.keepaliveLimit, k.recoverIntervalUs]).toEqual([
      1_000_000,
      9,
      constantTable.recoverIntervalUs.value,
    ]);
    expect(Object.isFrozen(k)).toBe(true);
  });
});

describe("a model's hash", () => {
  it("is the same for the same model, and another with an override or another constant", () => {
    const hashes = [
      standardModel(),
      withOverrides(standardModel(), [deaf]),
      withOverrides(standardModel(), [hasty]),
    ].map(modelHash);
    expect(new Set(hashes).size).toBe(3);
    expect(modelHash(withOverrides(standardModel(), []))).toBe(hashes[0]);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{8}$/);
  });
});
