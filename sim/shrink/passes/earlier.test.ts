import { expect, it } from "vitest";
import { type Fault, type Scenario, standardModel } from "../../../model/index.ts";
import { quietCluster } from "../../quiet-cluster.ts";
import { Search } from "../search.ts";
import { earlier } from "./earlier.ts";

const s = 1_000_000;

it("nothing is moved before the start, though rounding has changed the order of the plan", () => {
  const at = (second: number): Fault => ({ kind: "remove-lock-file", atUs: second * s });
  const tried: Scenario[] = [];
  const options = {
    eventsMax: 1_000_000,
    modelFor: standardModel,
    watch: (scenario: Scenario) => {
      tried.push(scenario);
      return { observe: () => undefined, violatedAtUs: () => 1, finish: () => 1 };
    },
  };
  const scenario = quietCluster({ faults: [at(30), at(29)], heal: { atUs: 60 * s, core: [0] } });
  const search = new Search({ scenario, violatedAtUs: 1 }, options);
  earlier(search);
  const moments = tried.flatMap(({ faults, heal }) => [...faults, ...(heal === undefined ? [] : [heal])]);
  expect(Math.min(...moments.map(({ atUs }) => atUs))).toBe(0);
  expect(search.best.faults.map(({ atUs }) => atUs)).toEqual([0, 0]);
});
