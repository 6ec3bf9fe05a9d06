import { describe, expect, it } from "vitest";
import { quietCluster, strikeLeader, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const leader = watch(quietCluster()).events.findLast(({ type }) => type === "leadership-claimed")?.host ?? 0;
const other = (leader + 1) % 3;

function expectWithin(seconds: number | undefined, [from, to]: readonly [number, number]): void {
  expect(seconds).toBeGreaterThanOrEqual(from);
  expect(seconds).toBeLessThanOrEqual(to);
}

describe("a recovery daemon that stands still (§1.1)", () => {
  const stop = { kind: "pause-process", host: other, program: "recoverd", atUs: 60 * s, forUs: 700 * s } as const;
  const run = watch(quietCluster({ faults: [stop], durationUs: 800 * s }));

  it("exists, so the check every 30 s finds nothing; the watchdog replaces it after 11 missed pings of 60 s", () => {
    const started = run.after("process-started").filter(({ program }) => program === "recoverd");
    expect(started.map(({ host }) => host)).toEqual([other]);
    expectWithin(started[0]?.seconds, [655, 661]);
  });

  it("finds its SIGTERM when it goes on", () => {
    const exits = run.after("process-exited").filter(({ program }) => program === "recoverd");
    expect(exits).toMatchObject([{ host: other, seconds: 700 }]);
  });

  it("of a follower disturbs nobody while it stands", () => {
    expect(run.after("election-started").filter(({ seconds }) => seconds < 700)).toEqual([]);
    expect(run.after("recovery-started").filter(({ seconds }) => seconds < 700)).toEqual([]);
  });

  // Measured: it begins an election at 700.0 s, because its overdue leader time-out is handled before the SIGTERM that
  // waits, and so causes a recovery. tevent looks at signals before timers.
  it("does nothing more when it goes on: a signal that waits comes before overdue timers", () => {
    expect(run.after("election-started")).toEqual([]);
    expect(run.after("recovery-started")).toEqual([]);
  });
});

describe("banning credits (§1.7)", () => {
  it("a node whose node map cannot be had is banned by the leader at 2 credits a node, for 300 s", () => {
    const fault = { kind: "fail-control", host: other, op: "GET_NODEMAP", atUs: 60 * s, times: 1_000 } as const;
    const run = watch(quietCluster({ faults: [fault], durationUs: 200 * s }));
    const [banned] = run.after("banned");
    const before = run.after("credit-assigned").filter(({ seconds }) => seconds < (banned?.seconds ?? 0));
    expect(before.map(({ culprit, count }) => [culprit, count])).toEqual([1, 2, 3, 4, 5, 6].map((n) => [other, n]));
    expect(banned).toMatchObject({ host: other, by: leader, reason: "credits", forUs: 300 * s });
    expectWithin(banned?.seconds, [5, 8]);
  });

  it("older than RecoveryGracePeriod, 120 s, are forgotten", () => {
    const faults = [60, 190, 320, 450, 580, 710, 840].map(
      (at) => ({ kind: "fail-control", host: other, op: "GET_NODEMAP", atUs: at * s, times: 2 }) as const,
    );
    const run = watch(quietCluster({ faults, durationUs: 900 * s }));
    expect(run.after("credit-assigned").length).toBeGreaterThanOrEqual(7);
    for (const { count } of run.after("credit-assigned")) expect(count).toBeLessThan(3);
    expect(run.after("banned")).toEqual([]);
  });

  it("do nothing with EnableBans=0", () => {
    const fault = { kind: "fail-control", host: other, op: "GET_NODEMAP", atUs: 60 * s, times: 1_000 } as const;
    const run = watch(quietCluster({ faults: [fault], set: { enableBans: 0 } }));
    expect(run.after("credit-assigned").length).toBeGreaterThan(6);
    expect(run.after("banned")).toEqual([]);
  });
});

describe("an event of a recovery that takes longer than 30 s (§1.7, recovery.md §2.3)", () => {
  const recover = { kind: "admin", host: leader, command: "recover", atUs: 60 * s } as const;
  const slow = { kind: "slow-script", host: other, atUs: 60 * s, forUs: 20 * s, extraUs: 40 * s } as const;

  it("startrecovery: the recovery fails, nobody is banned", () => {
    const run = watch(quietCluster({ faults: [slow, recover], durationUs: 200 * s }));
    expect(run.after("recovery-failed")).toMatchObject([{ step: "START_RECOVERY" }]);
    expectWithin(run.after("recovery-failed")[0]?.seconds, [30, 31.1]);
    expect(run.after("banned")).toEqual([]);
  });

  it("recovered: the same, for a node whose event hangs has done its part", () => {
    const late = { ...slow, on: { event: "generation-changed", host: other, delayUs: 0 } } as const;
    const run = watch(quietCluster({ faults: [recover, late], durationUs: 200 * s }));
    expect(run.after("recovery-failed")).toMatchObject([{ step: "END_RECOVERY" }]);
    expectWithin(run.after("recovery-failed")[0]?.seconds, [30, 31.1]);
    expect(run.after("banned")).toEqual([]);
  });
});

describe("a node bans itself", () => {
  it("when it leads and its lock is gone without its knowing better (T22, F10)", () => {
    // It hears its own announcements again, after its recovery daemon was restarted.
    const on = { event: "leadership-claimed", delayUs: 0 } as const;
    const faults = [
      { kind: "slow-local-delivery", host: -1, atUs: 60 * s, on, forUs: 4 * s, extraUs: 12 * s },
      {
        kind: "kill-process",
        host: -1,
        program: "recoverd",
        restartUs: 0,
        atUs: 60 * s,
        on: { ...on, delayUs: 3 * s },
      },
    ] as const;
    const set = { recoverdCheckIntervalUs: 2 * s };
    const shipped = watch(quietCluster({ faults, set, dropped: ["own-broadcast-checked"] }));
    expect(shipped.after("banned")[0]).toMatchObject({ host: leader, by: leader, reason: "no-lock", forUs: 300 * s });
    expect(watch(quietCluster({ faults, set })).after("banned")).toEqual([]);
  });
});

describe("RerecoveryTimeout (§2)", () => {
  it("holds off the next recovery for 10 s, counted by the leader alone", () => {
    const recover = strikeLeader({ kind: "admin", command: "recover" });
    const again = { ...recover, on: { event: "recovery-completed", delayUs: 0 } } as const;
    const run = watch(quietCluster({ faults: [recover, again] }));
    const [first, second] = run.after("recovery-completed");
    expectWithin((second?.seconds ?? 0) - (first?.seconds ?? 0), [10, 11.1]);
  });
});
