import { expect, it } from "vitest";
import type { Scenario } from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

/** Nodes that have shut down within two minutes. */
function down(changes: Partial<Scenario>): readonly number[] {
  const { events } = watch(quietCluster({ bootAtUs: [0, 2 * s, 4 * s], ...changes }));
  return events
    .filter((event) => event.type === "runstate-changed" && event.runState === "shutdown")
    .map(({ host }) => host);
}

it("of two daemons with different versions the younger one shuts down (§1.6)", () => {
  expect(down({ ctdb: ["4.17", "4.17", "head"] })).toEqual([2]);
  expect(down({ ctdb: ["head", "4.17", "4.17"] })).toEqual(expect.arrayContaining([1, 2]));
  expect(down({ ctdb: "4.17" })).toEqual([]);
});

it("as long up, the older version gives way", () => {
  expect(down({ nodes: 2, ctdb: ["4.17", "head"], bootAtUs: [0, 0], clockOffsetUs: [0, 0] })).toEqual([0]);
});

it("unless they may be mixed: then one of them leads all", () => {
  const ctdb = ["4.17", "head", "4.17"] as const;
  expect(down({ ctdb, set: { allowMixedVersions: 1 } })).toEqual([]);
  const { events } = watch(quietCluster({ ctdb, set: { allowMixedVersions: 1 } }));
  const last = [0, 1, 2].map((node) =>
    events.findLast((event) => event.type === "leader-believed" && event.host === node),
  );
  expect(new Set(last.map((event) => event?.type === "leader-believed" && event.leader)).size).toBe(1);
});

it("4.3 says no version, so nobody compares it", () => {
  expect(down({ ctdb: ["4.3", "head", "head"] })).toEqual([]);
});

it("beside 4.3, a later node hears votes, and holds the lock once it leads (T19)", () => {
  const { events } = watch(quietCluster({ ctdb: ["head", "4.3", "4.3"], bootAtUs: [0, 2 * s, 4 * s] }));
  expect(events.some((event) => event.type === "lock-taken" && event.host === 0 && !event.probe)).toBe(true);
});
