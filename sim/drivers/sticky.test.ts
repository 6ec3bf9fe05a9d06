import { describe, expect, it } from "vitest";
import type {
  ConstantName,
  Job,
  ObservationOf,
  ObservationType,
  Override,
  Scenario,
  TraceEvent,
} from "../../model/index.ts";
import { quietCluster, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const ms = 1_000;
const about = { db: "v1", key: "a" } as const;

function writing(atUs: number, node: number): Job {
  return {
    atUs,
    node,
    client: 0,
    work: [
      { do: "lock", ...about },
      { do: "write", ...about },
    ],
  };
}

/** The record goes from node 0 to node 2, back, and is wanted by node 2 again when it has just come. */
const jobs = [writing(50 * s, 0), writing(52 * s, 2), writing(54 * s, 0), writing(54 * s + 50 * ms, 2)];

/** As if every record were pinned down for good. */
const pinNeverEnds: Override = { id: "pin-never-ends", chart: "peer-call", guards: { pinOver: () => false } };

type Seen<T extends ObservationType> = ObservationOf<T> & TraceEvent;

function run(
  set: Partial<Record<ConstantName, number>>,
  more: Partial<Scenario> = {},
  overrides: readonly Override[] = [],
): <T extends ObservationType>(type: T) => readonly Seen<T>[] {
  const databases = [{ name: "v1", kind: "volatile", sticky: true } as const];
  const { events } = watch(quietCluster({ durationUs: 60 * s, databases, jobs, set, ...more }), overrides);
  return <T extends ObservationType>(type: T) => events.filter((event): event is Seen<T> => event.type === type);
}

/** When the last client has the record, since the one before it asked for it, microseconds. */
function lastWaitUs(seen: ReturnType<typeof run>): number {
  return (seen("record-locked").at(-1)?.atUs ?? 0) - 54 * s;
}

describe("a record of a sticky database that was asked for through enough nodes", () => {
  const hot = run({ hopcountMakeSticky: 1 });

  it("stays where it comes next for StickyPindown, and goes on then", () => {
    const [pinned] = hot("record-pinned");
    expect(hot("record-pinned")).toHaveLength(1);
    expect(pinned).toMatchObject({ host: 0, ...about, forUs: 200 * ms });
    const given = hot("record-given").at(-1);
    expect(given).toMatchObject({ host: 0, to: 2 });
    expect(given?.atUs).toBeGreaterThanOrEqual((pinned?.atUs ?? 0) + 200 * ms);
    expect(lastWaitUs(hot)).toBeLessThan(300 * ms);
  });

  it("serves a client of that node at once", () => {
    const there = run({ hopcountMakeSticky: 1 }, { jobs: [...jobs.slice(0, 3), writing(54 * s + 50 * ms, 0)] });
    expect(there("record-pinned")).toHaveLength(1);
    expect(lastWaitUs(there)).toBeLessThan(150 * ms);
  });

  it.each([
    ["it has cooled down", { hopcountMakeSticky: 1, stickyDurationUs: 1 * s }, {}],
    ["as many hops as shipped are not made", {}, {}],
    ["its database is not sticky", { hopcountMakeSticky: 0 }, { databases: [{ name: "v1", kind: "volatile" }] }],
  ] as const)("goes on at once where %s", (_, set, more) => {
    const seen = run(set, more);
    expect(seen("record-pinned")).toEqual([]);
    expect(lastWaitUs(seen)).toBeLessThan(150 * ms);
  });

  it("is not pinned longer than it is hot", () => {
    const seen = run({ hopcountMakeSticky: 1, stickyDurationUs: 2_100 * ms });
    expect(seen("record-pinned")[0]?.forUs).toBeLessThan(200 * ms);
  });

  it("does not go on before a recovery if its pin never ends", () => {
    const seen = run({ hopcountMakeSticky: 1 }, {}, [pinNeverEnds]);
    expect(seen("record-locked").map(({ host }) => host)).not.toContain(2);
  });
});
