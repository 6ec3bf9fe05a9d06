import { describe, expect, it } from "vitest";
import { type Fault, standardModel } from "../../../model/index.ts";
import { quietCluster } from "../../quiet-cluster.ts";
import { Search } from "../search.ts";
import { harsherFaults } from "./harsher-faults.ts";
import { mergedFaults } from "./merged-faults.ts";

const s = 1_000_000;

/** A search in which a plan fails if `fails` says so, whatever its run does. */
function searchWhere(faults: readonly Fault[], fails: (faults: readonly Fault[]) => boolean): Search {
  const options = {
    eventsMax: 1_000_000,
    modelFor: standardModel,
    watch: ({ faults: plan }: { readonly faults: readonly Fault[] }) => {
      const atUs = fails(plan) ? 1 : null;
      return { observe: () => undefined, violatedAtUs: () => atUs, finish: () => atUs };
    },
  };
  return new Search({ scenario: quietCluster({ faults, durationUs: s }), violatedAtUs: 1 }, options);
}

const slow = (atUs: number, forUs: number, extraUs: number, host = 0): Fault => ({
  kind: "slow-script",
  atUs: atUs * s,
  host,
  forUs: forUs * s,
  extraUs: extraUs * s,
});

/** How slow scripts are on host 0 at a moment, seconds. */
const extraAt = (faults: readonly Fault[], atUs: number): number =>
  faults.reduce((sum, fault) => {
    if (fault.kind !== "slow-script" || fault.host !== 0) return sum;
    return fault.atUs <= atUs * s && atUs * s < fault.atUs + fault.forUs ? sum + fault.extraUs / s : sum;
  }, 0);

describe("two faults of one kind", () => {
  it("are one that lasts as long as both", () => {
    const search = searchWhere([slow(10, 5, 3), slow(20, 5, 2)], (faults) =>
      [11, 24].every((atUs) => extraAt(faults, atUs) >= 2),
    );
    mergedFaults(search);
    expect(search.best.faults).toEqual([slow(10, 15, 3)]);
  });

  it("are one while both last, if what came before must not be as strong", () => {
    const search = searchWhere(
      [slow(10, 20, 16), slow(20, 20, 17)],
      (faults) => extraAt(faults, 25) >= 33 && extraAt(faults, 15) < 30,
    );
    mergedFaults(search);
    expect(search.best.faults).toEqual([slow(20, 10, 33)]);
  });

  it("are where they belong in a plan that is in order of time", () => {
    const between = slow(15, 1, 1, 1);
    const search = searchWhere(
      [slow(10, 20, 16), between, slow(20, 20, 17)],
      (faults) => extraAt(faults, 25) >= 33 && extraAt(faults, 15) < 30 && faults.includes(between),
    );
    mergedFaults(search);
    expect(search.best.faults).toEqual([between, slow(20, 10, 33)]);
  });

  it("stay two on different hosts", () => {
    const search = searchWhere([slow(10, 5, 3), slow(20, 5, 2, 1)], () => true);
    mergedFaults(search);
    expect(search.best.faults).toHaveLength(2);
  });
});

describe("faults that last longer", () => {
  it("do the work of others", () => {
    const search = searchWhere(
      [slow(10, 20, 3), { kind: "remove-lock-file", atUs: 20 * s }, slow(30, 20, 3), slow(48, 10, 3)],
      (faults) => extraAt(faults, 12) > 0 && extraAt(faults, 55) > 0,
    );
    harsherFaults(search);
    expect(search.best.faults).toEqual([slow(10, 60, 3)]);
  });

  it("are no pauses: how long those last may be assumed", () => {
    const pause = (atUs: number): Fault => ({ kind: "pause-host", atUs: atUs * s, host: 0, forUs: 5 * s });
    const faults = [pause(10), pause(15)];
    const search = searchWhere(faults, (plan) => plan.some((fault) => "forUs" in fault && (fault.forUs ?? 0) > 5 * s));
    harsherFaults(search);
    expect(search.best.faults).toEqual(faults);
  });
});
