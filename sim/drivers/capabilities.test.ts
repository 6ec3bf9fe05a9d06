import { expect, test } from "vitest";
import { type Fault, INVALID_GENERATION, type Job, type Scenario } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const V = "v.tdb";
const databases = [{ name: V, kind: "volatile" }] as const;
/** Node 1 leads: it boots first. */
const bootAtUs = [2 * s, 0, 2 * s];

/** What the daemons that are left have for a map. */
function maps({ result }: Watched): readonly unknown[] {
  return result.view().hosts.flatMap(({ processes }) => {
    return processes.filter(({ program }) => program === "ctdbd").map(({ data }) => data["map"]);
  });
}

function recoveries({ events }: Watched): number {
  return events.filter(({ type }) => type === "recovery-started").length;
}

const takes = (atS: number, node: number, key: string): Job => ({
  atUs: atS * s,
  node,
  client: 0,
  work: [
    { do: "lock", db: V, key },
    { do: "write", db: V, key },
  ],
});

test.each([
  ["parallel", undefined],
  ["serial", undefined],
  ["parallel", "4.3"],
] as const)("a map has the active lmasters alone, recovered in %s (CTDB %s)", (recovery, ctdb) => {
  const version = ctdb === undefined ? {} : { ctdb };
  const run = watch(quietCluster({ bootAtUs, databases, recovery, ...version, notLmaster: [1] }));
  expect(maps(run)).toEqual([
    [0, 2],
    [0, 2],
    [0, 2],
  ]);
  const usual = watch(quietCluster({ bootAtUs, databases, recovery, ...version }));
  expect(recoveries(run)).toBe(recoveries(usual));
});

test("4.3 looked for all active nodes in it, and recovered for ever (ZOO-N13)", () => {
  const dropped = ["only-lmasters-belong-in-the-map"];
  expect(
    recoveries(watch(quietCluster({ bootAtUs, databases, ctdb: "4.3", notLmaster: [2], dropped }))),
  ).toBeGreaterThan(6);
});

test("without an lmaster the leader is the map, which does not fit as shipped (recovery.md §2.1)", () => {
  const none = { bootAtUs, databases, notLmaster: [0, 1, 2] } satisfies Partial<Scenario>;
  expect(maps(watch(quietCluster(none)))).toEqual([[1], [1], [1]]);
  expect(recoveries(watch(quietCluster(none)))).toBe(recoveries(watch(quietCluster({ bootAtUs, databases }))));
  expect(recoveries(watch(quietCluster({ ...none, dropped: ["leader-counts-as-lmaster"] })))).toBeGreaterThan(6);
});

test("nobody misses a node outside the map as shipped: a call for its record is not answered (recovery.md §6.8)", () => {
  const crash: Fault = { kind: "crash-host", atUs: 60 * s, host: 2, forUs: 0 };
  const keys = ["a", "b", "c", "d"];
  const jobs = [...keys.map((key) => takes(58, 2, key)), ...keys.map((key) => takes(65, 0, key))];
  const run = (dropped: readonly string[], notLmaster: readonly number[]): readonly string[] =>
    watch(quietCluster({ bootAtUs, databases, jobs, faults: [crash], notLmaster, dropped })).events.flatMap((event) =>
      event.type === "record-locked" && event.host === 0 ? [event.key] : [],
    );
  expect(run([], [2])).toEqual(keys);
  expect(run(["lost-nodes-are-recovered"], [])).toEqual(keys);
  expect(run(["lost-nodes-are-recovered"], [2])).toEqual([]);
});

test("a lone leader that was stopped for a moment in its recovery goes on under no generation as shipped", () => {
  const on = (delayUs: number) => ({ atUs: 60 * s, on: { event: "generation-changed", delayUs } }) as const;
  const faults: readonly Fault[] = [
    { kind: "admin", host: 0, command: "recover", atUs: 60 * s },
    { kind: "admin", host: 0, command: "stop", ...on(2_000) },
    { kind: "admin", host: 0, command: "continue", ...on(200_000) },
  ];
  const last = (dropped: readonly string[]): number | undefined =>
    watch(quietCluster({ nodes: 1, bootAtUs: [0], faults, dropped }))
      .after("generation-changed")
      .at(-1)?.generation;
  expect(last(["lost-nodes-are-recovered"])).toBe(INVALID_GENERATION);
  expect(last([])).not.toBe(INVALID_GENERATION);
});
