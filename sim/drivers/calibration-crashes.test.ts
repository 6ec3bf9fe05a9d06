import { describe, expect, it } from "vitest";
import { quietCluster, strikeLeader, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
/** Moments between two announcements of the leader. */
const moments = [0.1, 0.5, 0.9].map((seconds) => seconds * s);

function expectWithin(seconds: number | undefined, [from, to]: readonly [number, number]): void {
  expect(seconds).toBeGreaterThanOrEqual(from);
  expect(seconds).toBeLessThanOrEqual(to);
}

/** Seconds until another node believes in itself. */
function newLeader(run: Watched): number | undefined {
  return run.after("leader-believed").find(({ host, leader }) => host === leader && host !== run.struck)?.seconds;
}

/** Seconds until a node other than the struck one has completed a recovery. */
function recovered(run: Watched): number | undefined {
  return run.after("recovery-completed").find(({ host }) => host !== run.struck)?.seconds;
}

describe.each(moments)("the leader's ctdbd gets SIGKILL %i us after an announcement (real-ctdb §2)", (afterUs) => {
  const kill = strikeLeader({ kind: "kill-process", program: "ctdbd", restartUs: 0 }, afterUs);

  it("peers mark it dead at once, elections start 4 to 5 s later, the lock decides in 10 ms", () => {
    const run = watch(quietCluster({ faults: [kill] }));
    for (const { seconds } of run.after("peer-dead")) expectWithin(seconds, [0, 0.1]);
    expect(run.after("election-started").map(({ host }) => host)).toHaveLength(2);
    for (const { seconds } of run.after("election-started")) expectWithin(seconds, [4, 5]);
    expectWithin(newLeader(run), [4, 5.01]);
    expectWithin(recovered(run), [4.1, 6.5]);
  });

  it("its recovery daemon leaves within 70 ms, its lock helper within the parent poll of 5 s", () => {
    const exits = watch(quietCluster({ faults: [kill] })).after("process-exited");
    expectWithin(exits.find(({ program }) => program === "recoverd")?.seconds, [0, 0.07]);
    expectWithin(exits.find(({ program }) => program === "lock-helper")?.seconds, [0, 5]);
  });

  it("the helper goes when it polls: a multiple of 5 s after its start (§6.6)", () => {
    const run = watch(quietCluster({ faults: [kill] }));
    const isItsHelper = (event: { host: number; program: string }): boolean =>
      event.host === run.struck && event.program === "lock-helper";
    const exit = run.after("process-exited").find(isItsHelper);
    const start = run.events.find((event) => event.type === "process-started" && isItsHelper(event));
    const aged =
      (exit?.seconds ?? 0) +
      ((run.events.find(({ type }) => type === "fault-injected")?.atUs ?? 0) - (start?.atUs ?? 0)) / s;
    expect(aged).toBeGreaterThan(5);
    expectWithin(aged % 5, [0, 0.1]);
  });

  it("without a lock the vote takes 3 s more", () => {
    const run = watch(quietCluster({ faults: [kill], lock: "none" }));
    for (const { seconds } of run.after("election-started")) expectWithin(seconds, [4, 5]);
    expectWithin(run.after("election-ended")[0]?.seconds, [7, 8.1]);
    expectWithin(recovered(run), [7.1, 8.8]);
  });
});

it("a lock that its dead holder's helper still keeps at the race costs one more leader time-out (§4.6: +5 s)", () => {
  // The helper has polled its parent just before the daemon dies: the next poll comes after the race.
  const scenario = quietCluster({ set: { helperParentPollUs: 9 * s } });
  const run = watch({ ...scenario, faults: [strikeLeader({ kind: "kill-process", program: "ctdbd", restartUs: 0 })] });
  const freed = run.after("lock-freed")[0]?.seconds ?? 0;
  const refused = run.after("lock-refused").filter(({ seconds }) => seconds < freed);
  expect(refused.length).toBeGreaterThan(0);
  expectWithin(newLeader(run), [9, 10.1]);
});

describe.each(["fcntl", "none"] as const)("the leader's recovery daemon alone gets SIGKILL, lock %s", (lock) => {
  const kill = strikeLeader({ kind: "kill-process", program: "recoverd", restartUs: 0 });
  const run = watch(quietCluster({ faults: [kill], lock }));

  it("the others elect at 4 to 5 s and recover with its ctdbd (§4.6: 4.9 s and 6.0 s; votes 3 s more)", () => {
    expectWithin(run.after("election-started")[0]?.seconds, [4, 5]);
    expectWithin(newLeader(run), lock === "fcntl" ? [4, 5.1] : [4, 8]);
    expectWithin(recovered(run), lock === "fcntl" ? [4.5, 7.1] : [7.2, 8.8]);
    const generations = run.after("generation-changed").filter(({ host }) => host === run.struck);
    expect(generations).toHaveLength(1);
  });

  it("its ctdbd notices within 30 s; the new one learns the leader and causes no second recovery", () => {
    const restarted = run.after("process-started").find(({ program }) => program === "recoverd");
    expectWithin(restarted?.seconds, [0, 30]);
    const learned = run
      .after("leader-believed")
      .find(({ host, leader }) => host === run.struck && leader >= 0 && leader !== host);
    expectWithin((learned?.seconds ?? 99) - (restarted?.seconds ?? 0), [0, 1]);
    expect(run.after("recovery-completed")).toHaveLength(1);
    expect(run.after("peer-dead")).toEqual([]);
  });
});

describe("the leader's power goes off", () => {
  const off = strikeLeader({ kind: "crash-host", forUs: 0 });

  it("25 to 30 s after its last packet it is dead, until then the elections block (§0.5: abandoned at 29.8 s)", () => {
    const run = watch(quietCluster({ faults: [off] }));
    for (const { seconds } of run.after("election-started").slice(0, 2)) expectWithin(seconds, [4, 5]);
    expect(run.after("peer-dead").map(({ cause }) => cause)).toEqual(["silent", "silent"]);
    // Its last packet was up to a second old when it fell silent.
    for (const { seconds } of run.after("peer-dead")) expectWithin(seconds, [24, 30]);
    expect(run.after("election-abandoned")).toHaveLength(2);
    for (const { seconds } of run.after("election-abandoned")) expectWithin(seconds, [24, 30]);
  });

  it("a leader 5 s after that with a lock (real-ctdb: 30 to 35 s), recovered soon after", () => {
    const run = watch(quietCluster({ faults: [off] }));
    expectWithin((newLeader(run) ?? 0) - (run.after("peer-dead")[0]?.seconds ?? 0), [5, 5.1]);
    expectWithin(newLeader(run), [29, 35]);
    expectWithin(recovered(run), [29, 36]);
  });

  it("8 s after that without one (real-ctdb: 33 to 38 s)", () => {
    const run = watch(quietCluster({ faults: [off], lock: "none" }));
    const voted = run.after("election-ended")[0]?.seconds ?? 0;
    expectWithin(voted - (run.after("peer-dead")[0]?.seconds ?? 0), [8, 8.1]);
    expectWithin(recovered(run), [32, 38.5]);
  });

  it("another node's power: nobody elects, the leader recovers when it is dead (real-ctdb: 25 to 30 s)", () => {
    const calm = watch(quietCluster());
    const leader = calm.events.find(({ type }) => type === "leadership-claimed")?.host ?? 0;
    const run = watch(
      quietCluster({ faults: [{ kind: "crash-host", host: (leader + 1) % 3, atUs: 60 * s, forUs: 0 }] }),
    );
    expect(run.after("election-started")).toEqual([]);
    expectWithin(run.after("recovery-completed")[0]?.seconds, [24, 30.5]);
  });
});
