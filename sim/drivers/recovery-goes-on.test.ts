import { describe, expect, it } from "vitest";
import type { Fault, Job, Scenario, TraceEvent, Work } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const REGISTRY = "registry.tdb";

/** In the map of all three nodes the lmaster of "a" is node 1, which leads, and that of "e" node 2. */
function run(changes: Partial<Scenario>): Watched {
  const databases = [{ name: "v1", kind: "volatile" } as const, { name: "v2", kind: "volatile", priority: 2 } as const];
  return watch(quietCluster({ bootAtUs: [2 * s, 0, 2 * s], durationUs: 200 * s, databases, ...changes }));
}

function job(atS: number, node: number, ...work: readonly Work[]): Job {
  return { atUs: atS * s, node, client: 0, work };
}

const lock = (db: string, key: string): Work => ({ do: "lock", db, key });
const write = (db: string, key: string): Work => ({ do: "write", db, key });
const recoverAt = (atS: number): Fault => ({ kind: "admin", host: 0, command: "recover", atUs: atS * s });

/** Node 0 has "a" of v1 when a recovery begins, and wants "e" of v2 two seconds later. */
const holder = job(58, 0, lock("v1", "a"), { do: "work", forUs: 4 * s }, lock("v2", "e"));

function secondsOf({ events }: Watched, is: (event: TraceEvent) => boolean): readonly number[] {
  return events.filter(is).map(({ atUs }) => Math.round(atUs / s));
}

/** When node 0 gets what it wants, when it is banned, and when the cluster is recovered for good; in seconds. */
function outcome(watched: Watched) {
  return {
    gets: secondsOf(watched, (event) => event.type === "record-locked" && event.key === "e" && event.host === 0),
    isBanned: secondsOf(watched, ({ type }) => type === "banned"),
    ends: secondsOf(watched, ({ type, atUs }) => type === "recovery-completed" && atUs > 60 * s).at(-1),
  };
}

describe("a call that is lost in the middle of a recovery", () => {
  // v2 is thawed; what node 2 sends to node 0 gets lost, and v1 cannot be frozen before it comes.
  const cut = [
    [0, 2],
    [2, 0],
  ] as const;
  const faults: readonly Fault[] = [
    recoverAt(60),
    { kind: "partition", shape: "link", cut, atUs: 61 * s, forUs: 40 * s },
  ];

  it("is asked anew by another recovery, after the attempt in which the nodes have met again", () => {
    const { gets, isBanned, ends } = outcome(run({ jobs: [holder], faults }));
    expect(isBanned).toEqual([]);
    expect(gets).toEqual([120]);
    expect(ends).toBeLessThan(125);
  });

  it("has its node banned as shipped, after three attempts", () => {
    const dropped = ["reconnected-peers-ask-for-recovery"];
    expect(outcome(run({ jobs: [holder], faults, dropped }))).toMatchObject({ gets: [], isBanned: [150] });
  });
});

describe("a database that is given up", () => {
  const faults: readonly Fault[] = [
    { kind: "fail-control", host: 2, op: "WIPE_DATABASE", times: 3, atUs: 59 * s },
    recoverAt(60),
  ];

  it("ends its recovery: the next one recovers it, and who waits for it goes on", () => {
    const { gets, isBanned, ends } = outcome(run({ jobs: [holder], faults }));
    expect(isBanned).toEqual([]);
    expect(gets).toEqual([62]);
    expect(ends).toBeLessThan(65);
  });

  it("is named in the log of the recovery that failed, with the node that was banned for it", () => {
    const logged = (dropped: readonly string[]) =>
      run({ jobs: [holder], faults, dropped }).events.filter(({ type }) => type === "recovery-failed");
    expect(logged([])).toMatchObject([{ databases: ["v2"] }]);
    expect(logged(["failed-databases-end-their-recovery"])).toMatchObject([{ databases: ["v1", "v2"], banned: 0 }]);
  });

  it("stays frozen as shipped until the others are done, and one of them waits for who waits for it", () => {
    const dropped = ["failed-databases-end-their-recovery"];
    expect(outcome(run({ jobs: [holder], faults, dropped }))).toMatchObject({ gets: [], isBanned: [150] });
  });
});

describe("a node that enters recovery mode by itself", () => {
  const databases = [
    { name: REGISTRY, kind: "persistent" },
    { name: "g_lock.tdb", kind: "volatile" },
  ] as const;
  // Its commit fails at node 2, and so does every recovery.
  const faults: readonly Fault[] = [
    { kind: "fail-control", host: 2, op: "UPDATE_RECORD", times: 1, atUs: 59 * s },
    { kind: "fail-control", host: 2, op: "START_RECOVERY", times: 1_000_000, atUs: 59 * s },
  ];
  const jobs = [job(60, 0, { do: "transact", db: REGISTRY, key: "k" })];
  const drops = (dropped: readonly string[]) =>
    run({ databases, faults, jobs, dropped })
      .events.filter(({ type, atUs }) => type === "address-removed" && atUs > 60 * s)
      .map(({ host }) => host)
      .sort();

  it("drops its addresses as late as those that are told to", () => {
    expect(drops([])).toEqual([0, 1, 2]);
  });

  it("keeps them as shipped: the control that arms the timer finds the mode active", () => {
    expect(drops(["drop-timer-comes-with-the-mode"])).toEqual([1, 2]);
  });
});

describe("a node that is stopped while it takes its address, and has no peers", () => {
  const faults: readonly Fault[] = [
    { kind: "slow-script", host: 0, extraUs: 4 * s, forUs: 100 * s, atUs: 0 },
    { kind: "admin", host: 0, command: "stop", atUs: 0, on: { event: "address-assigned", delayUs: s } },
  ];
  const added = (dropped: readonly string[]) =>
    watch(
      quietCluster({
        nodes: 1,
        publicAddresses: [{ address: "10.0.0.1" }],
        clockOffsetUs: [0],
        durationUs: 250 * s,
        faults,
        dropped,
      }),
    ).events.flatMap(({ type, host }) =>
      type === "address-added" || type === "address-removed" ? [[type, host]] : [],
    );

  it("lets it go when the timer that came with its recovery mode is over", () => {
    expect(added([])).toEqual([
      ["address-added", 0],
      ["address-removed", 0],
    ]);
  });

  it("keeps it as shipped: what an event script has in hand is passed over", () => {
    expect(added(["drop-timer-comes-with-the-mode"])).toEqual([["address-added", 0]]);
  });
});

describe("a node that was away while others committed, and none of them thawed", () => {
  // Its connection to the leader breaks just before the leader looks; the recovery without it dies at its first commit.
  const breaks: Fault = { kind: "break-connection", from: 0, to: 1, prefix: 0, atUs: 60 * s };
  const dies: Fault = {
    kind: "kill-process",
    host: 1,
    program: "recovery-helper",
    restartUs: 0,
    atUs: 60 * s,
    on: { event: "database-committed", delayUs: 100 },
  };

  it("counts with what it has: nobody could write in its place", () => {
    const jobs = [
      job(50, 2, lock("v1", "a"), write("v1", "a")),
      job(55, 0, lock("v1", "a"), write("v1", "a")),
      job(80, 2, lock("v1", "a")),
    ];
    const { events } = run({ jobs, faults: [breaks, dies] });
    const thawed = events.filter(({ type, atUs }) => type === "database-thawed" && atUs > 60 * s);
    expect(thawed[0]?.atUs).toBeGreaterThan(61 * s);
    const locked = events.flatMap((event) => (event.type === "record-locked" ? [event] : []));
    expect(locked.map(({ host, value }) => [host, value.split(".")[0]])).toEqual([
      [2, ""],
      [0, "2"],
      [2, "0"],
    ]);
  });
});
