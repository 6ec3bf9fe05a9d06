import { expect, it } from "vitest";
import { defaultTiming, type Job, modelFor, type Scenario, type TraceEvent, type Work } from "../../model/index.ts";
import { simulate } from "../drivers/index.ts";
import { quietCluster } from "../quiet-cluster.ts";
import type { Watcher } from "./attempt.ts";
import { shrink } from "./shrink.ts";
import { injectedEvents, workloadOf } from "./size.ts";

const s = 1_000_000;
const names = ["a", "b", "c", "d", "e", "f"];

/** Locks records of two databases, one after the other, in the order of the databases. */
function jobOf(index: number): Job {
  const first = index % 5;
  const second = first + 1 + ((index * 3) % (5 - first));
  const record = (database: number, key: number) => ({ db: names[database] ?? "", key: `k${key % 7}` });
  const [one, other] = [record(first, index), record(second, index + 3)];
  const work: Work[] = [
    { do: "lock", ...one },
    { do: "write", ...one },
    { do: "work", forUs: (1 + (index % 4)) * s },
    { do: "lock", ...other },
    { do: "write", ...other },
  ];
  return { atUs: (40 + ((index * 37) % 80)) * s, node: index % 6, client: (index >> 3) % 3, work };
}

/** Six nodes whose clients have much to do; a host loses its power, and elsewhere a recovery daemon is killed. */
const busy: Scenario = quietCluster({
  seed: "c",
  nodes: 6,
  durationUs: 300 * s,
  timing: defaultTiming,
  clockOffsetUs: names.map(() => 0),
  recovery: "serial",
  databases: names.map((name, index) => ({ name, kind: "volatile", priority: ([1, 2, 3] as const)[index >> 1] ?? 1 })),
  jobs: Array.from({ length: 60 }, (_, index) => jobOf(index)).sort((one, other) => one.atUs - other.atUs),
  faults: [
    { kind: "crash-host", atUs: 60 * s, host: 2, forUs: 0 },
    { kind: "kill-process", atUs: 90 * s, host: 4, program: "recoverd", restartUs: 5 * s },
  ],
});

/** Violated if somewhere a database does not get frozen for a minute: whoever has a record of it locked waits too. */
function stuckFreeze(): Watcher {
  const since = new Map<string, number>();
  let atUs: number | null = null;
  const look = (nowUs: number): void => {
    const first = Math.min(...since.values()) + 60 * s;
    if (atUs === null && nowUs > first) atUs = first;
  };
  return {
    observe: (event: TraceEvent) => {
      look(event.atUs);
      if (event.type === "database-freezing") since.set(`${event.host} ${event.db}`, event.atUs);
      if (event.type === "database-frozen") since.delete(`${event.host} ${event.db}`);
    },
    violatedAtUs: () => atUs,
    finish: (endUs) => {
      look(endUs);
      return atUs;
    },
  };
}

/** When a freeze is stuck in a scenario, microseconds. */
function stuckAtUs(scenario: Scenario): number | null {
  const watcher = stuckFreeze();
  const { endUs } = simulate(scenario, {
    model: modelFor(scenario),
    observe: (event) => watcher.observe(event),
    stop: () => watcher.violatedAtUs() !== null,
  });
  return watcher.violatedAtUs() ?? watcher.finish(endUs);
}

it("the deadlock of a serial recovery takes two or three nodes, two databases and a client or two", () => {
  const violatedAtUs = stuckAtUs(busy) ?? 0;
  expect(violatedAtUs).toBeGreaterThan(0);
  const { scenario, isMinimal } = shrink(
    { scenario: busy, violatedAtUs },
    { eventsMax: 10_000_000, modelFor: (candidate) => modelFor(candidate), watch: stuckFreeze },
  );
  const { databases, clients, steps } = workloadOf(scenario) ?? { databases: 0, clients: 0, steps: 0 };
  const isShort = scenario.nodes <= 3 && clients <= 2 && steps <= 4 && injectedEvents(scenario) <= 3;
  expect({ isMinimal, databases, isShort }).toEqual({ isMinimal: true, databases: 2, isShort: true });
  expect(scenario.recovery).toBe("serial");
  expect(stuckAtUs({ ...scenario, recovery: "parallel" })).toBeNull();
});
