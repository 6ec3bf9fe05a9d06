import { describe, expect, it } from "vitest";
import type { Scenario } from "../../model/index.ts";
import { quietCluster, strikeLeader, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const old = (changes: Partial<Scenario> = {}) => quietCluster({ ctdb: "4.3", ...changes });

describe("the design of 2015 (facts/leadership.md §5)", () => {
  it("elects by votes and takes the lock in the first recovery, in the recovery daemon itself", () => {
    const { events } = watch(old({ durationUs: 60 * s }));
    const taken = events.filter((event) => event.type === "lock-taken" && !event.probe);
    const started = events.findIndex((event) => event.type === "election-ended");
    expect(taken).toHaveLength(1);
    expect(events.indexOf(taken[0] as never)).toBeGreaterThan(started);
    expect(events.some((event) => event.type === "process-started" && event.program === "lock-helper")).toBe(false);
    expect(events.some((event) => event.type === "election-announced")).toBe(false);
    const holder = events.find(
      (event) => event.type === "process-started" && event.pid === (taken[0] as { pid: number }).pid,
    );
    expect(holder).toMatchObject({ program: "recoverd" });
  });

  it("keeps the lock across recoveries", () => {
    const run = watch(old({ faults: [{ kind: "admin", command: "recover", host: 0, atUs: 60 * s }] }));
    expect(run.after("recovery-completed")).toHaveLength(1);
    expect(run.after("lock-freed").filter(({ pid }) => pid === 101)).toEqual([]);
  });

  it("notices the death of the leader by its connection, and elects within 1 + 3 s", () => {
    const run = watch(old({ faults: [strikeLeader({ kind: "crash-host", forUs: 0 })], durationUs: 200 * s }));
    // A silent host is dead after 25 to 30 s.
    const ended = run.after("election-ended")[0]?.seconds ?? 99;
    expect(ended).toBeGreaterThan(25);
    expect(ended).toBeLessThan(36);
  });

  it("lets go of the lock when it loses a vote: the leader that was stopped", () => {
    const run = watch(old({ faults: [strikeLeader({ kind: "admin", command: "stop" })] }));
    const released = run.after("lock-released").find(({ host }) => host === run.struck)?.seconds ?? 99;
    expect(run.after("election-started")[0]).toMatchObject({ reason: "the leader is inactive" });
    expect(released).toBeLessThan(1.5);
    expect(run.after("lock-taken").some(({ host, probe }) => host !== run.struck && !probe)).toBe(true);
    expect(run.after("banned")).toEqual([]);
  });

  it("shows a split brain as self-banning, one winner after the other", () => {
    const cut = [0, 1, 2].flatMap((peer) =>
      peer === 1
        ? []
        : ([
            [1, peer],
            [peer, 1],
          ] as const),
    );
    const partition = { kind: "partition", shape: "isolate", cut, atUs: 60 * s, forUs: 200 * s } as const;
    const run = watch(old({ faults: [partition], durationUs: 200 * s }));
    const banned = run.after("banned").map(({ host, by, reason }) => [host, by, reason]);
    // Node 1 is the first to be up, so it leads and holds the lock.
    expect(banned.sort()).toEqual([
      [0, 0, "no-lock"],
      [2, 2, "no-lock"],
    ]);
  });

  it("elects when the leader has left its role", () => {
    const run = watch(old({ faults: [strikeLeader({ kind: "admin", command: "setleaderrole-off" })] }));
    expect(run.after("election-started")[0]).toMatchObject({ reason: "the leader lacks the leader role" });
  });
});

describe("setreclock", () => {
  const move = { kind: "admin", command: "setreclock", path: "/clusterfs/other" } as const;

  it("at the leader: it drops its lock within a pass, takes the other in a recovery, and tells everybody", () => {
    const run = watch(old({ faults: [strikeLeader(move)] }));
    expect(run.after("lock-released").find(({ host }) => host === run.struck)?.seconds).toBeLessThan(1.1);
    const changed = run.after("lock-setting-changed");
    expect(changed.map(({ path }) => path)).toEqual(Array(3).fill("/clusterfs/other"));
    expect(new Set(changed.map(({ by }) => by))).toEqual(new Set([run.struck]));
    expect(run.after("recovery-completed")).toHaveLength(1);
  });

  it("a failed push is only logged: the recovery fails at that node's probe, which finds its own lock free", () => {
    const on = { event: "lock-released", delayUs: 0 } as const;
    const faults = [0, 1, 2].map(
      (host) => ({ kind: "fail-control", host, op: "SET_RECLOCK_FILE", times: 1, atUs: 60 * s, on }) as const,
    );
    const run = watch(old({ faults: [strikeLeader(move), ...faults] }));
    expect(run.after("recovery-step").map(({ step }) => step)).toContainEqual(expect.stringMatching(/not pushed/));
    expect(run.after("recovery-failed")[0]).toMatchObject({ step: "SET_RECMODE" });
  });

  it("later versions refuse it", () => {
    const run = watch(quietCluster({ faults: [strikeLeader(move)] }));
    expect(run.after("lock-setting-changed")).toEqual([]);
    expect(run.after("lock-released")).toEqual([]);
  });
});
