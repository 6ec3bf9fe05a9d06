import { expect, it } from "vitest";
import { locksAreTested, type Scenario, standardModel } from "../../../model/index.ts";
import { quietCluster } from "../../quiet-cluster.ts";
import { Search } from "../search.ts";
import { cutShort } from "./cut-short.ts";

const s = 1_000_000;

/** A run whose only client asks for its lock then, and that fails at 4 s whatever it is. */
function failing(askUs: number): Search {
  const scenario: Scenario = quietCluster({
    durationUs: 60 * s,
    nfs: {
      grace: "none",
      records: "database",
      dropUs: [s, s],
      users: [{ way: { address: "10.0.0.1" }, file: "a", atUs: askUs, pauseUs: [s, s], reclaimUs: [0, 0] }],
    },
  });
  const watch = () => ({ observe: () => undefined, violatedAtUs: () => 4 * s, finish: () => 4 * s });
  return new Search({ scenario, violatedAtUs: 4 * s }, { eventsMax: 1_000_000, modelFor: standardModel, watch });
}

it("what comes after the violation is left out, but for the first lock that is asked for", () => {
  const [early, late] = [failing(2 * s), failing(30 * s)];
  for (const search of [early, late]) cutShort(search);
  expect([early.best.durationUs, late.best.durationUs]).toEqual([6 * s, 30 * s + 1]);
});

it("no search takes a scenario that could not be read in again", () => {
  const search = failing(30 * s);
  const mute = { ...search.best, durationUs: 30 * s };
  expect([locksAreTested(mute), search.accepts(mute)]).toEqual([false, false]);
  const addressless = { ...search.best, publicAddresses: [] };
  expect([locksAreTested(addressless), search.accepts(addressless)]).toEqual([false, false]);
});
