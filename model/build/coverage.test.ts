import { expect, it } from "vitest";
import type { AnyChart } from "../chart/index.ts";
import { transitionsOf } from "../chart/index.ts";
import { Coverage, transitionNames } from "./coverage.ts";
import { compiled, modelFor, standardModel } from "./model.ts";

it("knows all transitions of all charts, of CTDB's versions too", () => {
  const names = transitionNames(standardModel());
  for (const chart of Object.values(standardModel().charts)) {
    expect(names.get(chart.id)).toEqual(transitionsOf(chart as unknown as AnyChart).map(({ name }) => name));
  }
  const mixed = modelFor({ lock: "fcntl", dropped: [], ctdb: ["head", "4.3"] });
  expect(transitionNames(mixed).get("main-loop")?.length).toBeGreaterThan(names.get("main-loop")?.length ?? 0);
});

it("counts by chart and transition, once, and compiles a chart once for all models", () => {
  const coverage = new Coverage();
  const { charts } = coverage.watch(standardModel());
  expect(coverage.watch(modelFor({ lock: "none", dropped: [] })).charts["lock-check"]).toBe(charts["lock-check"]);
  const chart = compiled(charts["connections"] as (typeof charts)[string]);
  expect(chart.leaves).toEqual(compiled(standardModel().charts["connections"] as (typeof charts)[string]).leaves);
  expect(coverage.take()).toEqual({});
});
