import { expect, it } from "vitest";
import { type Fault, type Scenario, standardModel } from "../../../model/index.ts";
import { quietCluster } from "../../quiet-cluster.ts";
import { Search } from "../search.ts";
import { squeezed } from "./squeezed.ts";

const s = 1_000_000;
const at = (second: number): Fault => ({ kind: "remove-lock-file", atUs: second * s });
const scenario = quietCluster({
  faults: [at(100), at(103)],
  jobs: [{ atUs: 300 * s, node: 0, client: 0, work: [] }],
  heal: { atUs: 305 * s, core: [0] },
  durationUs: 400 * s,
});

/** A search in which whatever `fails` says is a failure. */
function searchWhere(fails: (scenario: Scenario) => boolean): Search {
  const watch = (one: Scenario) => {
    const found = fails(one) ? 1 : null;
    return { observe: () => undefined, violatedAtUs: () => found, finish: () => found };
  };
  return new Search({ scenario, violatedAtUs: 1 }, { eventsMax: 1_000_000, modelFor: standardModel, watch });
}

it("no long time passes before the first fault, or between two, and what is close together stays so", () => {
  const search = searchWhere(() => true);
  squeezed(search);
  const { faults, jobs, heal, durationUs } = search.best;
  expect(faults.map(({ atUs }) => atUs / s)).toEqual([10, 13]);
  expect(jobs?.map(({ atUs }) => atUs / s)).toEqual([23]);
  expect((heal?.atUs ?? 0) / s).toBe(28);
  expect(durationUs / s).toBe(400 - 305 + 28);
});

it("leaves longer times if the failure needs them, and the scenario as it was if it needs them all", () => {
  const patient = searchWhere(({ faults: [first] }) => (first?.atUs ?? 0) >= 40 * s);
  squeezed(patient);
  expect(patient.best.faults.map(({ atUs }) => atUs / s)).toEqual([40, 43]);
  const never = searchWhere(({ durationUs }) => durationUs === 400 * s);
  squeezed(never);
  expect(never.best).toBe(scenario);
});
