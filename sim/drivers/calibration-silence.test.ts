import { describe, expect, it } from "vitest";
import type { Fault } from "../../model/index.ts";
import { quietCluster, type Seen, strikeLeader, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

function expectWithin(seconds: number | undefined, [from, to]: readonly [number, number]): void {
  expect(seconds).toBeGreaterThanOrEqual(from);
  expect(seconds).toBeLessThanOrEqual(to);
}

/** The host that leads a quiet cluster after a minute. */
const leader = watch(quietCluster()).events.findLast(({ type }) => type === "leadership-claimed")?.host ?? 0;
const [b = 0, c = 0] = [0, 1, 2].filter((pnn) => pnn !== leader);

function cut(forS: number, ...pairs: readonly (readonly [number, number])[]): Fault {
  return {
    kind: "partition",
    shape: "isolate",
    atUs: 60 * s,
    forUs: forS * s,
    cut: pairs.flatMap(([x, y]) => [[x, y] as const, [y, x] as const]),
  };
}

const isolated = [cut(150, [leader, b], [leader, c])];

function until(seconds: number, seen: readonly Seen[]): readonly Seen[] {
  return seen.filter((event) => event.seconds < seconds);
}

/** Recoveries that end within 3 s after a heal at this second. */
function afterHeal(run: Watched, healS: number): readonly Seen[] {
  return run.after("recovery-completed").filter(({ seconds }) => seconds > healS && seconds < healS + 3);
}

describe("the leader is cut off for 150 s, with a lock (§4.6)", () => {
  const run = watch(quietCluster({ faults: isolated, durationUs: 240 * s }));

  it("followers elect at 4.8 s and block; all sides declare death within 30 s; the elections are abandoned", () => {
    expectWithin(run.after("election-started")[0]?.seconds, [4, 5]);
    expect(until(100, run.after("peer-dead"))).toHaveLength(4);
    for (const { seconds } of until(100, run.after("peer-dead"))) expectWithin(seconds, [24, 30]);
    expect(run.after("election-abandoned")).toHaveLength(2);
  });

  it("the leader's side, a minority that holds the lock, recovers at 29.9 s and stays the cluster", () => {
    expect(until(150, run.after("recovery-completed")).map(({ host }) => host)).toEqual([leader]);
    expectWithin(run.after("recovery-completed")[0]?.seconds, [24, 30.5]);
    expect(until(150, run.after("address-removed")).map(({ host }) => host)).not.toContain(leader);
  });

  it("the others meet contention every 5 s from 34.8 s on, and have no leader", () => {
    const refused = until(150, run.after("lock-refused")).filter(({ host }) => host === b);
    const gaps = refused.slice(1).map(({ seconds }, index) => seconds - (refused[index]?.seconds ?? 0));
    expectWithin(refused[0]?.seconds, [29, 35]);
    for (const gap of gaps) expectWithin(gap, [5, 10.1]);
    const believed = run.after("leader-believed").filter(({ host, seconds }) => host !== leader && seconds < 150);
    expect(new Set(believed.map((event) => event.leader))).toEqual(new Set([-1]));
  });

  it("they drop all addresses at 124.8 s: 120 s after their first recovery mode", () => {
    // Healed, the nodes get some back from the leader.
    const dropped = until(150, run.after("address-removed"));
    expect(dropped.map(({ host }) => host).sort()).toEqual([b, c].sort());
    for (const { seconds } of dropped) expectWithin(seconds, [124, 125.8]);
  });

  it("healed, they reconnect within 1.4 s and are recovered within 3 s", () => {
    for (const { seconds } of run.after("peer-connected")) expectWithin(seconds, [150, 151.5]);
    expect(afterHeal(run, 150)).toHaveLength(1);
    expect(run.after("banned")).toEqual([]);
  });
});

describe("the leader is cut off for 150 s, without a lock (§4.6: two leaders, two generations)", () => {
  const scenario = quietCluster({ faults: isolated, lock: "none", dropped: ["no-partition"], durationUs: 240 * s });
  const run = watch(scenario);
  const generationOf = (pnn: number): number | undefined =>
    run.after("generation-changed").findLast(({ host, seconds }) => host === pnn && seconds < 150)?.generation;

  it("the old leader recovers alone, the others vote at 30 s and recover under their own at 33 to 38 s", () => {
    const sides = until(150, run.after("recovery-completed"));
    expectWithin(sides.find(({ host }) => host === leader)?.seconds, [24, 30.5]);
    expectWithin(sides.find(({ host }) => host !== leader)?.seconds, [32, 38]);
    expect(generationOf(b)).toBe(generationOf(c));
    expect(generationOf(b)).not.toBe(generationOf(leader));
  });

  it("healed, one leadership vanishes and the cluster is recovered within 3 s", () => {
    expect(afterHeal(run, 150).length).toBeGreaterThan(0);
    const believed = [0, 1, 2].map((pnn) => run.after("leader-believed").findLast(({ host }) => host === pnn)?.leader);
    expect(new Set(believed.map((pnn) => pnn ?? leader)).size).toBe(1);
    const generations = [0, 1, 2].map((pnn) => run.after("generation-changed").findLast(({ host }) => host === pnn));
    expect(new Set(generations.map((event) => event?.generation)).size).toBe(1);
  });
});

describe("only the link between the leader and B is cut for 150 s (F8)", () => {
  const run = watch(quietCluster({ faults: [cut(150, [leader, b])], durationUs: 240 * s }));
  const recoveries = until(150, run.after("recovery-completed"));

  it("the leader recovers about every 11 s: 12 times in 150 s", () => {
    expectWithin(recoveries.length, [10, 14]);
    const gaps = recoveries.slice(1).map(({ seconds }, index) => seconds - (recoveries[index]?.seconds ?? 0));
    for (const gap of gaps) expectWithin(gap, [10, 12]);
  });

  it("nobody is banned, B alone drops its addresses at 125 s", () => {
    expect(run.after("banned")).toEqual([]);
    const dropped = until(150, run.after("address-removed"));
    expect(dropped.map(({ host }) => host)).toEqual([b]);
    expectWithin(dropped[0]?.seconds, [124, 126]);
  });
});

it("the leader's packets are lost one way for 60 s: like a full partition after 25 to 30 s (real-ctdb §2)", () => {
  const oneWay = [
    [leader, b],
    [leader, c],
  ] as const;
  const fault: Fault = { kind: "partition", shape: "one-way", atUs: 60 * s, forUs: 60 * s, cut: oneWay };
  const run = watch(quietCluster({ faults: [fault] }));
  const dead = until(60, run.after("peer-dead"));
  expect(dead.map(({ host }) => host).sort()).toEqual([b, c, leader, leader].sort());
  for (const { seconds } of dead) expectWithin(seconds, [24, 30]);
  expect(until(60, run.after("recovery-completed")).map(({ host }) => host)).toEqual([leader]);
});

describe("the leader stands still", () => {
  it.each(["fcntl", "none"] as const)("3 s, all its processes, lock %s: nothing happens at all", (lock) => {
    const run = watch(quietCluster({ faults: [strikeLeader({ kind: "pause-host", forUs: 3 * s })], lock }));
    expect(run.after("election-started")).toEqual([]);
    expect(run.after("recovery-started")).toEqual([]);
    expect(run.after("peer-dead")).toEqual([]);
    expect(run.after("leader-believed")).toEqual([]);
  });

  it("10 s, its ctdbd: everybody blocks, then it keeps lock and leadership, with one recovery (§4.6)", () => {
    const stop = strikeLeader({ kind: "pause-process", program: "ctdbd", forUs: 10 * s });
    const run = watch(quietCluster({ faults: [stop] }));
    // The leader's own recovery daemon times out too.
    expect(
      run
        .after("election-started")
        .map(({ host }) => host)
        .sort(),
    ).toEqual([0, 1, 2]);
    for (const { seconds } of run.after("election-started")) expectWithin(seconds, [4, 5]);
    expect(run.after("lock-freed").filter(({ host }) => host === run.struck)).toEqual([]);
    expect(run.after("recovery-completed").map(({ host }) => host)).toEqual([run.struck]);
    expectWithin(run.after("recovery-completed")[0]?.seconds, [10, 11]);
  });

  describe("45 s, all its processes, with a lock (§4.6)", () => {
    const paused = (forUs: number) => watch(quietCluster({ faults: [strikeLeader({ kind: "pause-host", forUs })] }));
    const normalAgain = (run: Watched): number | undefined =>
      run.after("recovery-mode-changed").findLast(({ mode }) => mode === "normal")?.seconds;

    it("dead within 30 s, contention from 30.8 s on, no leader", () => {
      const run = paused(45 * s);
      for (const { seconds } of until(45, run.after("peer-dead"))) expectWithin(seconds, [24, 30]);
      expectWithin(run.after("lock-refused")[0]?.seconds, [29, 35]);
      expect(until(45, run.after("recovery-started"))).toEqual([]);
    });

    it("the old leader recovers as soon as it is resumed (real-ctdb: 0.5 to 0.9 s)", () => {
      const run = paused(45 * s);
      expect(run.after("recovery-completed").map(({ host }) => host)).toEqual([run.struck]);
      expectWithin(normalAgain(run), [45, 46]);
    });

    it("a stale time-out on a follower just after that puts all into recovery mode until RerecoveryTimeout is over", () => {
      // The followers time out every 5 s, last at 44.8 s.
      const run = paused(44.6 * s);
      expect(run.after("election-started").at(-1)?.seconds).toBeGreaterThan(44.6);
      expect(run.after("recovery-completed").map(({ host }) => host)).toEqual([run.struck, run.struck]);
      expectWithin(normalAgain(run), [54.6, 56.5]);
    });
  });

  describe("60 s, all its processes, without a lock (real-ctdb §2)", () => {
    const pause = strikeLeader({ kind: "pause-host", forUs: 60 * s });
    const run = watch(quietCluster({ faults: [pause], lock: "none", durationUs: 200 * s }));

    it("the others lead at 33 to 38 s, 8 s after they took it for dead; after it has come back one leader is left", () => {
      expectWithin(until(60, run.after("recovery-completed"))[0]?.seconds, [32, 38.5]);
      const last = [0, 1, 2].map((pnn) => run.after("leader-believed").findLast(({ host }) => host === pnn)?.leader);
      expect(new Set(last.map((pnn) => pnn ?? run.struck)).size).toBe(1);
    });

    it("the old leader holds an election on resuming and wins it back after 3 s", () => {
      const ended = run.after("election-ended").find(({ seconds }) => seconds > 60);
      expect(ended).toMatchObject({ host: run.struck, leader: run.struck });
      expectWithin(ended?.seconds, [63, 63.5]);
      expectWithin(run.after("recovery-completed").at(-1)?.seconds, [63.2, 64.5]);
    });
  });
});
