import { describe, expect, it } from "vitest";
import type { Observation, TraceEvent } from "../../model/index.ts";
import { chooseRows } from "./choose-rows.ts";
import { say } from "./phrases.ts";

/** Events a second apart, all of node 1. */
const story = (...events: readonly Observation[]): TraceEvent[] =>
  events.map((event, index) => ({ ...event, atUs: index * 1_000_000, host: 1 }));

const elections = (count: number): Observation[] =>
  Array.from({ length: count }, (): Observation[] => [
    { type: "election-started", reason: "no leader" },
    { type: "leader-believed", leader: -1 },
    { type: "election-ended", leader: 2 },
    { type: "leader-believed", leader: 2 },
  ]).flat();

const told = (
  events: readonly TraceEvent[],
  violatedAtUs: readonly number[],
  rowsMax: number,
  cited?: readonly number[],
): string[] => {
  const shown = chooseRows(events, violatedAtUs, rowsMax, new Set(cited));
  return events.filter((_, index) => shown.has(index)).map(say);
};

const causes: Observation[] = [
  { type: "lock-freed", pid: 7, object: 1, cause: "exit" },
  { type: "lock-taken", pid: 8, object: 2, probe: false },
  { type: "leader-believed", leader: 2 },
];

describe("the rows a reader is shown", () => {
  it("tell what decided who leads, however often the same is said again after it", () => {
    const events = story(...causes, ...elections(50));
    const rows = told(events, [events.length * 1_000_000], 12);
    expect(rows).toEqual([
      "the cluster lock is free (pid 7, grant 1): exit",
      "takes the cluster lock (pid 8, grant 2)",
      "believes the leader is node 2",
      "calls an election: no leader",
      "believes the leader is nobody",
      "election over: the leader is node 2",
      "believes the leader is node 2",
    ]);
  });

  it("leave out what came after the violation first, and what a probe does with the lock", () => {
    const probe: Observation[] = [
      { type: "lock-taken", pid: 9, object: 3, probe: true },
      { type: "lock-freed", pid: 9, object: 3, cause: "exit" },
    ];
    const turns: Observation[] = [{ type: "host-paused" }, { type: "host-resumed" }];
    const events = story(...probe, ...turns, { type: "flags-changed", flags: 0 }, ...causes);
    expect(told(events, [4_000_000], 3)).toEqual([say(events[2] as TraceEvent), "the host goes on", "flags: ok"]);
  });

  it("are those at the cited moments before others of their kind", () => {
    const details = Array.from({ length: 30 }, (_, pid): Observation => ({ type: "probe-answered", status: `${pid}` }));
    const events = story(...details);
    expect(told(events, [29_000_000], 6, [4_000_000])).toContain("the lock probe answers: 4");
    expect(told(events, [29_000_000], 6)).not.toContain("the lock probe answers: 4");
  });

  it("leave out what becomes of records before other details, however much it is", () => {
    const traffic = Array.from(
      { length: 50 },
      (_, rsn): Observation => ({ type: "record-arrived", db: "locking.tdb", key: "a", rsn, generation: 7 }),
    );
    const events = story({ type: "address-added", address: "10.0.0.1" }, ...traffic, { type: "host-paused" });
    expect(told(events, [], 10)).toEqual(["has the public address 10.0.0.1", "the host stands still"]);
    expect(told(events, [], 100)).toHaveLength(52);
  });
});
