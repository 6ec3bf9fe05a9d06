import { describe, expect, it } from "vitest";
import type { DatabaseSpec, Fault, Job, Scenario, Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
type Recovery = NonNullable<Scenario["recovery"]>;

const lock = (db: string, key: string): Work => ({ do: "lock", db, key });
/** What is empty would be vacuumed, which brings it to its lmaster. */
const write = (db: string, key: string): Work => ({ do: "write", db, key });
const work = (seconds: number): Work => ({ do: "work", forUs: seconds * s });
const job = (seconds: number, node: number, ...steps: readonly Work[]): Job => ({
  atUs: seconds * s,
  node,
  client: 0,
  work: steps,
});
const databases: readonly DatabaseSpec[] = [
  { name: "v1", kind: "volatile" },
  { name: "v2", kind: "volatile", priority: 2 },
];
/** In the map of all three nodes the lmaster of "g" is node 0, of "a" and "b" node 1, which leads, of "c" and "e" node 2. */

function run(recovery: Recovery, changes: Partial<Scenario>): Watched {
  return watch(quietCluster({ durationUs: 110 * s, databases, recovery, ...changes }));
}

/** When the client of node 0 has the record that it wants, seconds after the minute; "hangs": not within 50 s. */
function whenServed({ events }: Watched): number | "hangs" {
  const event = events.find((each) => each.type === "record-locked" && each.host === 0 && each.db === "v2");
  return event === undefined ? "hangs" : event.atUs / s - 60;
}

/** Node 0 has a record of v1 and waits for one of v2, whose dmaster, node 2, has died (recovery.md §4.1). */
function deadHop(recovery: Recovery, key = "b"): Watched {
  const jobs = [job(40, 2, lock("v2", key), write("v2", key)), job(58, 0, lock("v1", "a"), work(4), lock("v2", key))];
  return run(recovery, { jobs, faults: [{ kind: "crash-host", host: 2, atUs: 60 * s, forUs: 0 }] });
}

/**
 * Nothing fails. Node 2 has the record of v2 that node 0 wants while it has one of v1; a client of node 2 has another of
 * v1, for four seconds into the recovery, and both databases have one priority (recovery.md §4.2).
 */
function frozenHop(recovery: Recovery): Watched {
  const jobs = [
    job(40, 2, lock("v2", "e"), write("v2", "e")),
    job(58, 2, lock("v1", "c"), work(6)),
    job(59, 0, lock("v1", "g"), work(3), lock("v2", "e")),
  ];
  const faults: readonly Fault[] = [{ kind: "admin", host: 1, command: "recover", atUs: 60 * s }];
  return run(recovery, { jobs, faults, databases: databases.map(({ name, kind }) => ({ name, kind })) });
}

const stages = ["serial", "untangled", "own-generations", "helper", "parallel"] as const;

function hanging(story: (recovery: Recovery) => Watched): readonly string[] {
  return stages.filter((stage) => whenServed(story(stage)) === "hangs");
}

describe("the stages between the serial and the parallel recovery (recovery.md §2.5)", () => {
  it("hang alike behind a dead dmaster, until the recovery helper comes (§4.1)", () => {
    expect(hanging((stage) => deadHop(stage))).toEqual(["serial", "untangled", "own-generations"]);
  });

  it("hang behind a dead lmaster until the map comes before the databases (§4.5, 4)", () => {
    expect(hanging((stage) => deadHop(stage, "e"))).toEqual(["serial", "untangled", "own-generations", "helper"]);
  });

  it("hang behind a frozen database as soon as each is frozen for itself, and still thawed with all (§4.2)", () => {
    expect(hanging(frozenHop)).toEqual(["untangled", "own-generations"]);
    // One lock helper stands in line for v1, so v2 is not frozen yet.
    expect(whenServed(frozenHop("serial"))).toBeCloseTo(2, 1);
  });
});

describe("a cluster of several stages", () => {
  /** How many recoveries a helper has run, and how many have completed. */
  const count = ({ events }: Watched, type: string, program?: string): number =>
    events.filter(
      (event) => event.type === type && (program === undefined || ("program" in event && event.program === program)),
    ).length;
  const helpers = (watched: Watched): number => count(watched, "process-started", "recovery-helper");

  it("stays serial, deadlock and all, while an active node lacks the capability", () => {
    const mixed = deadHop(["own-generations", "parallel", "parallel"]);
    expect([helpers(mixed), whenServed(mixed)]).toEqual([0, "hangs"]);
    expect(count(mixed, "recovery-completed")).toBeGreaterThan(0);
  });

  it("is parallel as soon as that node is gone: the one that died was the last", () => {
    const left = deadHop(["parallel", "parallel", "serial"]);
    expect(helpers(left)).toBeGreaterThan(0);
    expect(whenServed(left)).toBeLessThan(26);
  });

  it("never gets to normal under a leader without generations of the databases' own, if another node has them", () => {
    const young = run(["parallel", "parallel", "serial"], {});
    const old = run(["parallel", "serial", "parallel"], {});
    expect(count(young, "recovery-completed")).toBeGreaterThan(0);
    expect(count(old, "recovery-completed")).toBe(0);
    expect(count(run("serial", {}), "recovery-completed")).toBeGreaterThan(0);
  });
});
