import { expect, test } from "vitest";
import type { ControlOp } from "../model/index.ts";
import { Judge } from "./judge.ts";
import { properties } from "./properties.ts";
import { witnesses } from "./witnesses/index.ts";
import { nfs } from "./written-locks.ts";
import { booted, follow, judgedByAll, type Line, losesLock, pids, plainSetting, takesLead } from "./written-trace.ts";

const hosts = [0, 1, 2] as const;

/** The lines of every host. */
function each(linesOf: (host: number) => readonly Line[]): Line[] {
  return hosts.flatMap(linesOf);
}

const quiet = [...booted(), ...takesLead(5, 0), ...follow(5, 0)];
const databases = [
  { name: "db", kind: "volatile" as const },
  { name: "persistent", kind: "persistent" as const },
  { name: "g_lock.tdb", kind: "volatile" as const },
];
const served = { nfs: { ...nfs, maxWindowUs: 0 } };
const heal = { heal: { atUs: 60_000_000, core: [0, 1, 2] } };
const healed: Line = [60, -1, { type: "healed", core: [0, 1, 2] }];

/** A host does what the recovery of node 0 asks for. */
function does(host: number, op: ControlOp, value?: string): Line {
  const asked = { op, from: 0, pid: pids.recovery(0), as: "leader" } as const;
  return [6, host, { type: "control-accepted", ...asked, ...(value === undefined ? {} : { value }) }];
}

/** Three nodes from their start to work, led by node 0. */
const startUp: Line[] = [
  ...each((host) => [
    [0, host, { type: "process-started", program: "ctdbd", pid: pids.ctdbd(host), parent: 1 }],
    [0, host, { type: "runstate-changed", runState: "init" }],
    [1, host, { type: "runstate-changed", runState: "setup" }],
    [2, host, { type: "runstate-changed", runState: "first-recovery" }],
    [2, host, { type: "process-started", program: "recoverd", pid: pids.recoverd(host), parent: pids.ctdbd(host) }],
  ]),
  ...each((host) => hosts.filter((peer) => peer !== host).map((peer) => [3, host, { type: "peer-connected", peer }])),
  ...takesLead(5, 0),
  ...follow(5, 0),
  [6, 0, { type: "recovery-started", generation: 7, pid: pids.recovery(0) }],
  ...each((host) => [does(host, "SET_RECMODE", "active")]),
  ...each((host) => [does(host, "START_RECOVERY")]),
  ...each((host) => [does(host, "SET_VNNMAP"), [6, host, { type: "generation-changed", generation: 7 }]]),
  ...each((host) => [
    does(host, "SET_RECMODE", "normal"),
    [6, host, { type: "recovery-mode-changed", mode: "normal" }],
  ]),
  ...each((host) => [does(host, "END_RECOVERY"), [6, host, { type: "runstate-changed", runState: "startup" }]]),
  [6, 0, { type: "recovery-completed", generation: 7, pid: pids.recovery(0) }],
  ...each((host) => [
    [20, host, { type: "runstate-changed", runState: "running" }],
    [20, host, { type: "address-added", address: `10.0.0.${host + 1}` }],
  ]),
];

/** A leader announces itself once a second. */
function claims(fromS: number, toS: number): Line[] {
  return Array.from({ length: toS - fromS }, (_, index) => [
    fromS + index,
    0,
    { type: "leadership-claimed", leader: 0 },
  ]);
}

/** A node looks at its health every 15 s. */
function monitors(): Line[] {
  return each((host) =>
    Array.from({ length: 12 }, (_, index): Line[] => {
      const looks = { event: "monitor", run: index + 1, pid: 0 } as const;
      return [
        [22 + 15 * index, host, { type: "event-began", ...looks, waitedUs: 0 }],
        [22 + 15 * index, host, { type: "event-ended", ...looks, outcome: "done" }],
      ];
    }).flat(),
  );
}

test("a quiet run holds in every property that applies", () => {
  const groups = { natgw: { members: [0, 1, 2] } };
  const setting = {
    ...heal,
    ...served,
    databases,
    groups,
    addressesChange: true,
    linksFail: true,
    inForce: ["dead-parents-are-reaped"],
  };
  const own = [0, 1, 2].map(
    (host): Line => [0, host, { type: "address-assigned", address: `10.0.0.${host + 1}`, on: true }],
  );
  const lines = [...startUp, ...own, ...claims(6, 200), ...monitors(), healed].toSorted(
    ([one], [other]) => one - other,
  );
  const { findings } = judgedByAll(lines, { endS: 200, setting });
  expect(findings.map((finding) => finding.name)).toEqual(properties.map((property) => property.name));
  expect(findings.filter((finding) => finding.verdict !== "holds").map((finding) => finding.name)).toEqual([
    "one-leader-without-lock",
    "elder-wins-vote",
    // They are about another design of grace.
    "kept-locks-are-given-back",
    "exported-locks-leave-with-address",
    "one-mount-at-a-time",
    "common-grace-ends",
    "kept-locks-are-freed",
    // No client of theirs locks by NFSv4.
    "leases-are-kept",
    // Servers are of hosts.
    "shared-grace-waits-for-all",
    "members-come-up",
    "taken-addresses-are-in-grace",
    // It is about another algorithm than balanced-after-run and moves-have-causes.
    "at-home-after-run",
  ]);
});

test("without a lock, the claims about it are listed as not applicable", () => {
  const { findings } = judgedByAll([...quiet, healed], {
    endS: 200,
    setting: { ...heal, ...served, databases, lock: "none" },
  });
  const excluded = findings.filter((finding) => finding.verdict === "not-applicable");
  expect(excluded.map((finding) => finding.name)).toEqual([
    "one-lock-holder",
    "acts-only-with-lock",
    "recovery-by-holder",
    "lock-loss-is-reported",
    "lock-loss-is-announced",
    "lock-loss-begins-election",
    "holders-call-no-election",
    "taker-leads",
    "inactive-takes-no-lock",
    "probed-before-normal",
    "lost-lock-is-noticed",
    "no-holder-overwritten",
    "leader-announces",
    "new-leader-recovers",
    "attempt-ends-in-time",
    "given-up-helper-is-told",
    "probe-ends-in-time",
    "lock-free-after-leave",
    "lock-released-on-exit",
    "replaced-lock-is-noticed",
    "release-ends-leadership",
    "leads-only-with-lock",
    "held-lock-is-known",
    "recovery-daemon-is-kept",
    "kept-locks-are-given-back",
    "exported-locks-leave-with-address",
    "one-mount-at-a-time",
    "common-grace-ends",
    "kept-locks-are-freed",
    // No client of theirs locks by NFSv4.
    "leases-are-kept",
    "shared-grace-waits-for-all",
    "members-come-up",
    "taken-addresses-are-in-grace",
    "unfit-leads-no-group",
    "at-home-after-run",
    "addresses-leave-dead-links",
    "deleted-is-released",
    "deleted-goes",
    "reloads-end",
    "double-hosting-ends",
  ]);
  expect(excluded.every((finding) => finding.why.length === 1)).toBe(true);
});

test("without databases, the claims about them are listed as not applicable", () => {
  const { findings } = judgedByAll([...quiet, healed], { endS: 200, setting: heal });
  const excluded = findings.filter((finding) => finding.why[0] === "No databases are configured.");
  expect(excluded.map((finding) => finding.name)).toEqual([
    "no-deadlock",
    "calls-are-answered",
    "calls-are-answered-in-calm-time",
    "attaches-are-answered",
    "messages-arrive",
    "messages-arrive-as-sent",
    "written-values-last",
    "deleted-stays-deleted",
    "reads-are-current",
    "revokes-are-rare",
    "one-dmaster",
    "old-generation-has-no-effect",
    "one-generation-when-normal",
    "copies-are-equal-after-recovery",
    "frozen-stands-still",
    "free-databases-freeze",
    "normal-means-open",
    "one-generation-in-calm-time",
    "flushed-stays",
    "commits-survive",
    "commits-are-whole",
    "global-lock-is-exclusive",
    "transactions-end",
  ]);
  expect(excluded.every((finding) => finding.verdict === "not-applicable")).toBe(true);
});

test("without NFS servers, the claims about file locks are listed as not applicable", () => {
  const { findings } = judgedByAll([...quiet, healed], { endS: 200, setting: heal });
  const excluded = findings.filter((finding) => finding.why[0] === "Nothing is served by NFS.");
  expect(excluded.map((finding) => finding.name)).toEqual([
    "no-lock-while-reclaimable",
    "no-silent-steal",
    "healthy-clients-keep-their-locks",
    "no-reclaim-without-right",
    "grace-ends",
    "no-premature-end",
    "every-client-is-told",
    "notices-rise-and-end-odd",
    "window-fits-the-budget",
    "kept-locks-are-given-back",
    "exported-locks-leave-with-address",
    "one-mount-at-a-time",
    "free-locks-are-granted",
    "answers-are-true",
    "reclaims-in-grace-are-granted",
    "told-clients-are-answered",
    "askers-are-answered",
    "common-grace-ends",
    "servers-enter-before-release",
    "released-locks-are-let-go",
    "kept-locks-are-freed",
    "call-outs-are-heeded",
    "graces-last",
    "leases-are-kept",
    "shared-grace-waits-for-all",
    "members-come-up",
    "taken-addresses-are-in-grace",
  ]);
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
