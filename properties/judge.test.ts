import { expect, test } from "vitest";
import { Judge } from "./judge.ts";
import { properties } from "./properties.ts";
import { witnesses } from "./witnesses/index.ts";
import {
  booted,
  follow,
  judgedByAll,
  type Line,
  losesLock,
  plainSetting,
  recovers,
  takesLead,
} from "./written-trace.ts";

const quiet = [...booted(), ...takesLead(5, 0), ...follow(5, 0)];
const heal = { heal: { atUs: 60_000_000, core: [0, 1, 2] } };
const healed: Line = [60, -1, { type: "healed", core: [0, 1, 2] }];

test("a quiet run holds in every property that applies", () => {
  const { findings } = judgedByAll([...quiet, ...recovers(6, 0), healed], { endS: 200, setting: heal });
  expect(findings.map((finding) => finding.name)).toEqual(properties.map((property) => property.name));
  expect(findings.filter((finding) => finding.verdict !== "holds").map((finding) => finding.name)).toEqual([
    "one-leader-without-lock",
    "elder-wins-vote",
  ]);
});

test("without a lock, the claims about it are listed as not applicable", () => {
  const { findings } = judgedByAll([...quiet, healed], { endS: 200, setting: { ...heal, lock: "none" } });
  const excluded = findings.filter((finding) => finding.verdict === "not-applicable");
  expect(excluded.map((finding) => finding.name)).toEqual([
    "one-lock-holder",
    "acts-only-with-lock",
    "recovery-by-holder",
    "lock-loss-is-reported",
    "lock-loss-is-announced",
    "probed-before-normal",
    "lost-lock-is-noticed",
    "no-holder-overwritten",
    "new-leader-recovers",
    "attempt-ends-in-time",
    "lock-free-after-leave",
    "lock-released-on-exit",
    "replaced-lock-is-noticed",
    "release-ends-leadership",
    "leads-only-with-lock",
    "held-lock-is-known",
  ]);
  expect(excluded.every((finding) => finding.why.length === 1)).toBe(true);
});

test("names are unique and read as names", () => {
  const names = [...properties, ...witnesses].map((claim) => claim.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
});

test("says so as soon as something is violated, and keeps to the first violation", () => {
  const judge = new Judge(plainSetting);
  const take = (atUs: number, pid: number): void =>
    judge.observe({ type: "lock-taken", pid, object: 1, probe: false, atUs, host: 1 });
  take(1, 11);
  expect(judge.violated).toBe(false);
  take(2, 12);
  expect(judge.violated).toBe(true);
  take(3, 13);
  expect(judge.finish(9).findings[0]).toMatchObject({ verdict: "violated", atUs: 2 });
});

test("a new judge knows nothing of what another has seen", () => {
  judgedByAll([...quiet, ...losesLock(6, 0)], { endS: 9 });
  expect(judgedByAll([], { endS: 9 }).measures).toMatchObject({ recoveries: 0, leaderlessUs: 0, leaderChanges: 0 });
});

test("measures overlaps, gaps, recoveries and the time to the first leader after the heal", () => {
  const lines: Line[] = [
    ...quiet,
    ...takesLead(8, 1),
    ...losesLock(10, 0),
    [10, 0, { type: "leader-believed", leader: 1 }],
    [12, 1, { type: "leader-believed", leader: -1 }],
    [20, -1, { type: "healed", core: [0, 1, 2] }],
    ...follow(26, 1),
    [27, 1, { type: "recovery-completed", generation: 8, pid: 1 }],
    [28, 1, { type: "recovery-completed", generation: 9, pid: 1 }],
    [99, 1, { type: "recovery-completed", generation: 9, pid: 1 }],
  ];
  expect(judgedByAll(lines, { endS: 100 }).measures).toMatchObject({
    beliefOverlapUs: 2_000_000,
    holderOverlapUs: 2_000_000,
    leaderlessUs: 14_000_000,
    leaderlessLongestUs: 14_000_000,
    recoveries: 3,
    recoveriesInWorstMinute: 2,
    leaderChanges: 1,
  });
  const healedRun = judgedByAll(lines, { endS: 100, setting: { heal: { atUs: 20_000_000, core: [0, 1, 2] } } });
  expect(healedRun.measures).toMatchObject({ healToLeaderUs: 6_000_000, idleHoldLongestUs: 14_000_000 });
});
