import { describe, expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { quietCluster } from "../quiet-cluster.ts";
import { smallCluster, withPlan } from "./small-cluster.ts";

const s = 1_000_000;
const fault: Fault = { kind: "crash-host", atUs: 20 * s, host: 2, forUs: 0 };

describe("a small cluster", () => {
  it("is what is left of the first nodes, all of them made whole by the heal", () => {
    const scenario = quietCluster({
      faults: [fault],
      heal: { atUs: 60 * s, core: [2] },
      ctdb: ["4.3", "head", "head"],
    });
    const small = smallCluster(scenario, 2);
    expect(small).toMatchObject({ nodes: 2, faults: [], heal: { atUs: 60 * s, core: [0, 1] }, ctdb: ["4.3", "head"] });
    expect(small.clockOffsetUs).toHaveLength(2);
  });

  it("does what all clients did, those of the other nodes as other clients", () => {
    const job = (node: number, client: number) => ({
      atUs: 10 * s,
      node,
      client,
      work: [{ do: "work", forUs: s }] as const,
    });
    const scenario = quietCluster({ jobs: [job(0, 1), job(1, 0), job(2, 1)] });
    expect(smallCluster(scenario, 2).jobs).toEqual([job(0, 1), job(1, 0), job(0, 3)]);
    expect(withPlan(scenario, [], 5 * s, "x").durationUs).toBe(15 * s);
  });

  it("is watched for some time after the last fault", () => {
    const plan = withPlan(quietCluster(), [fault, { ...fault, atUs: 5 * s }], 40 * s, "other");
    expect(plan).toMatchObject({ durationUs: 60 * s, seed: "other" });
    expect(plan.heal).toBeUndefined();
  });

  it("is healed then, and settles for as long as it did", () => {
    const healed = quietCluster({ heal: { atUs: 70 * s, core: [0] }, durationUs: 100 * s });
    expect(withPlan(healed, [fault], 40 * s, "x")).toMatchObject({ durationUs: 90 * s, heal: { atUs: 60 * s } });
  });

  it("is not healed before a clock that was set back has caught up", () => {
    const back: Fault = { kind: "clock-step", atUs: 10 * s, host: 0, byUs: -50 * s };
    expect(withPlan(quietCluster(), [back], 40 * s, "x").durationUs).toBe(100 * s);
  });

  it("decides anew what was listed for another run", () => {
    const listed = quietCluster({ draws: { kind: "listed", decisions: {} } });
    expect(withPlan(listed, [fault], s, "x").draws).toBeUndefined();
    const ranked = quietCluster({ draws: { kind: "priorities", changes: 3 } });
    expect(withPlan(ranked, [fault], s, "x").draws).toEqual({ kind: "priorities", changes: 3 });
  });
});
