import { expect, test } from "vitest";
import { everyBanHasACause } from "./every-ban-has-a-cause.ts";
import { booted, follow, judged, type Line, losesLock, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const ban = (atS: number, reason: string, host = 0, by = host): Line => [
  atS,
  host,
  { type: "banned", forUs: 300_000_000, by, reason },
];
const verdict = (lines: readonly Line[]): string =>
  judged(everyBanHasACause, [...start, ...lines], { endS: 999 }).verdict;
const fault: Line = [5, 1, { type: "fault-injected", fault: "pause-host", index: 0, detail: "" }];
const faultEnds: Line = [6, 1, { type: "fault-ended", fault: "pause-host", index: 0 }];

test("an administrator's ban is asked for, once for each", () => {
  const asked: Line = [2, 0, { type: "admin-command", command: "ban" }];
  expect(verdict([asked, ban(3, "admin")])).toBe("holds");
  expect(verdict([ban(3, "admin")])).toBe("violated");
  expect(verdict([asked, ban(3, "admin"), ban(4, "admin")])).toBe("violated");
});

test("a node bans itself when it has led on since it lost the lock", () => {
  const reported: Line = [2, 0, { type: "lock-believed", lock: "none" }];
  expect(verdict([...losesLock(2, 0), reported, ban(3, "no-lock")])).toBe("holds");
});

test("a ban without lock is violated for a node that was made to believe it leads", () => {
  const late: Line = [4, 0, { type: "leader-believed", leader: 0 }];
  const gaveUp: Line[] = [
    [2, 0, { type: "lock-released" }],
    [2, 0, { type: "lock-believed", lock: "none" }],
    [2, 0, { type: "leader-believed", leader: -1 }],
  ];
  const finding = judged(everyBanHasACause, [...start, ...gaveUp, ...losesLock(2, 0), late, ban(4.01, "no-lock")], {
    endS: 9,
  });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 4_010_000, hosts: [0, 0] });
  const stranger: Line = [4, 1, { type: "leader-believed", leader: 1 }];
  expect(verdict([stranger, ban(4.5, "no-lock", 1)])).toBe("violated");
  expect(verdict([ban(4.5, "no-lock", 1, 0)])).toBe("violated");
});

test("a leader that turned away while its ban was under way has its cause", () => {
  const turned: Line = [2.99, 0, { type: "leader-believed", leader: 1 }];
  expect(verdict([...losesLock(2, 0), turned, ban(3, "no-lock")])).toBe("holds");
  expect(verdict([...losesLock(2, 0), turned, ban(4, "no-lock")])).toBe("violated");
});

test("a leader that let go of the lock has its cause until its timer fires, also if it has heard of another one since", () => {
  const released: Line = [2, 0, { type: "lock-released" }];
  const heard: Line = [2.3, 0, { type: "leader-believed", leader: 1 }];
  expect(verdict([released, ...losesLock(2, 0), heard, ban(2.31, "no-lock")])).toBe("holds");
  expect(verdict([released, ...losesLock(2, 0), heard, ban(5, "no-lock")])).toBe("violated");
});

test("credits must reach the threshold, and something must have happened", () => {
  const credits = (atS: number, total: number): Line[] =>
    Array.from(
      { length: total },
      (_, index): Line => [
        atS + index,
        0,
        { type: "credit-assigned", culprit: 1, reason: "generation", count: index + 1 },
      ],
    );
  expect(verdict([fault, faultEnds, ...credits(20, 6), ban(30, "credits", 1, 0)])).toBe("holds");
  expect(verdict([fault, faultEnds, ...credits(20, 5), ban(30, "credits", 1, 0)])).toBe("violated");
  expect(verdict([...credits(20, 6), ban(30, "credits", 1, 0)])).toBe("violated");
  expect(verdict([fault, faultEnds, ...credits(200, 6), ban(210, "credits", 1, 0)])).toBe("violated");
  expect(verdict([fault, ...credits(200, 6), ban(210, "credits", 1, 0)])).toBe("holds");
  const recovered: Line = [27, 0, { type: "recovery-completed", generation: 8, pid: 1 }];
  expect(verdict([fault, ...credits(20, 6), recovered, ban(80, "credits", 1, 0)])).toBe("holds");
  expect(verdict([fault, ...credits(20, 6), recovered, ban(88, "credits", 1, 0)])).toBe("violated");
  // Counted anew while the ban was on its way.
  expect(verdict([fault, ...credits(20, 6), ...credits(40, 1), ban(80, "credits", 1, 0)])).toBe("holds");
  expect(verdict([fault, ...credits(20, 6), ...credits(40, 1), ban(101, "credits", 1, 0)])).toBe("violated");
});

test("credits for takeover runs have their cause in scripts that were slower than such a run waits", () => {
  const credits = (...reasons: string[]): Line[] =>
    reasons.map((reason, index) => [30 + index, 0, { type: "credit-assigned", culprit: 1, reason, count: index + 1 }]);
  const run = "takeover run failed";
  const runs = credits(run, run, run, run, run, run);
  const event = { event: "takeip", run: 5, pid: 11 } as const;
  const took = (endS: number): Line[] => [
    [10, 1, { type: "event-began", ...event, waitedUs: 5_000_000 }],
    [endS, 1, { type: "event-ended", ...event, outcome: "done" }],
  ];
  expect(verdict([...took(15), ...runs, ban(40, "credits", 1, 0)])).toBe("holds");
  expect(verdict([...took(13), ...runs, ban(40, "credits", 1, 0)])).toBe("violated");
  // Faults of another kind have another cause, unless a run is among them.
  const other = "generation";
  const others = credits(other, other, other, other, other, other);
  expect(verdict([...took(15), ...others, ban(40, "credits", 1, 0)])).toBe("violated");
  expect(verdict([...took(15), ...credits(run, other, other, other, other, other), ban(40, "credits", 1, 0)])).toBe(
    "holds",
  );
});

test("a helper bans where controls failed, and an event script that hangs bans nobody", () => {
  const refused: Line = [20, 1, { type: "control-refused", op: "FREEZE", from: 0, pid: 1, as: "leader", why: "" }];
  expect(verdict([refused, ban(30, "helper", 1, 0)])).toBe("holds");
  // By a clock that leaps every answer comes too late.
  const leaps = (byUs: number): Line => [20, 0, { type: "clock-stepped", byUs }];
  expect(verdict([leaps(40_000_000), ban(30, "helper", 1, 0)])).toBe("holds");
  expect(verdict([leaps(-40_000_000), ban(30, "helper", 1, 0)])).toBe("violated");
  expect(verdict([ban(30, "helper", 1, 0)])).toBe("violated");
  const pause: Line[] = [
    [10, 1, { type: "host-paused" }],
    [50, 1, { type: "host-resumed" }],
  ];
  expect(verdict([...pause, ban(50, "script-timeout", 1)])).toBe("violated");
});

test("a recovery bans for a database that failed three times where a freeze was slow or a control was refused", () => {
  const reason = "database recovery failed";
  const attempt = (atS: number, count: number): Line => [
    atS,
    0,
    { type: "database-step", db: "db1", step: "freeze", attempt: count, pid: 9 },
  ];
  const freezing: Line = [10, 1, { type: "database-freezing", db: "db1" }];
  const frozen = (atS: number): Line => [atS, 1, { type: "database-frozen", db: "db1" }];
  const tried = [attempt(10, 1), freezing, attempt(40, 2), attempt(70, 3)];
  expect(verdict([...tried, ban(100, reason, 1, 0)])).toBe("holds");
  expect(verdict([...tried, frozen(99), ban(100, reason, 1, 0)])).toBe("holds");
  expect(verdict([...tried, ban(100, reason, 2, 0)])).toBe("violated");
  expect(verdict([...tried.slice(0, -1), ban(100, reason, 1, 0)])).toBe("violated");
  expect(verdict([...tried.slice(0, 2), frozen(11), ...tried.slice(2), ban(100, reason, 1, 0)])).toBe("violated");
  const refused: Line = [80, 2, { type: "control-refused", op: "DB_PULL", from: 0, pid: 9, as: "leader", why: "" }];
  expect(verdict([...tried, refused, ban(100, reason, 2, 0)])).toBe("holds");
  const late: Line = [80, 2, { type: "control-delayed", op: "DB_FREEZE", from: 0, byUs: 40_000_000 }];
  expect(verdict([...tried, late, ban(100, reason, 2, 0)])).toBe("holds");
  const again: Line = [90, 0, { type: "recovery-started", generation: 9, pid: 9 }];
  expect(verdict([...tried, again, ban(100, reason, 1, 0)])).toBe("violated");
});

test("a recovery that gave up a database bans nobody before three of its attempts have failed, at whatever database", () => {
  const reason = "database recovery failed";
  const at = (atS: number, db: string, step: "freeze" | "recovered" | "failed", attempt: number): Line => [
    atS,
    0,
    { type: "database-step", db, step, attempt, pid: 9 },
  ];
  const slow: Line = [10, 1, { type: "database-freezing", db: "db1" }];
  const banned = (...others: Line[]): string =>
    verdict([at(10, "db1", "freeze", 1), slow, ...others, at(40, "db1", "failed", 1), ban(41, reason, 1, 0)]);
  expect(banned()).toBe("violated");
  expect(banned(at(39, "db2", "freeze", 2), at(40, "db2", "recovered", 2))).toBe("violated");
  expect(banned(at(39, "db2", "freeze", 2), at(40, "db2", "failed", 2))).toBe("holds");
});

test("a recovery bans whom it could not reach for a while, though the node is back", () => {
  const reason = "database recovery failed";
  const attempt: Line = [20, 0, { type: "database-step", db: "db1", step: "freeze", attempt: 3, pid: 9 }];
  const lost = (line: Line, host = 1, atS = 50): string => verdict([line, attempt, ban(atS, reason, host, 0)]);
  expect(verdict([attempt, ban(50, reason, 1, 0)])).toBe("violated");
  const crashed: Line = [10, 1, { type: "host-crashed" }];
  expect(lost(crashed)).toBe("holds");
  expect(lost(crashed, 2)).toBe("violated");
  expect(lost(crashed, 1, 131)).toBe("violated");
  expect(lost([10, 1, { type: "process-exited", program: "ctdbd", pid: 200, cause: "killed" }])).toBe("holds");
  expect(lost([10, 1, { type: "process-exited", program: "recoverd", pid: 201, cause: "killed" }])).toBe("violated");
  for (const [seer, peer] of [
    [0, 1],
    [1, 0],
  ] as const)
    expect(lost([10, seer, { type: "peer-dead", peer, cause: "closed" }])).toBe("holds");
  expect(lost([10, 2, { type: "peer-dead", peer: 1, cause: "closed" }])).toBe("violated");
});

test("a recovery bans whom it is cut off from, or was until a moment ago", () => {
  const reason = "database recovery failed";
  const attempt: Line = [20, 0, { type: "database-step", db: "db1", step: "freeze", attempt: 3, pid: 9 }];
  const cut: Line = [10, -1, { type: "partition-began", cut: [[1, 0]] }];
  const mended: Line = [40, -1, { type: "partition-healed", cut: [[1, 0]] }];
  expect(verdict([cut, attempt, ban(200, reason, 1, 0)])).toBe("holds");
  expect(verdict([cut, attempt, ban(200, reason, 2, 0)])).toBe("violated");
  expect(verdict([cut, attempt, mended, ban(100, reason, 1, 0)])).toBe("holds");
  expect(verdict([cut, attempt, mended, ban(161, reason, 1, 0)])).toBe("violated");
  expect(verdict([cut, attempt, mended, ban(100, "helper", 1, 0)])).toBe("holds");
});

test("a ban is renewed at its end if a recovery has thawed the databases meanwhile", () => {
  const asked: Line = [2, 0, { type: "admin-command", command: "ban" }];
  const thawed: Line = [9, 0, { type: "recovery-mode-changed", mode: "normal" }];
  expect(verdict([asked, ban(3, "admin"), thawed, ban(303, "self")])).toBe("holds");
  expect(verdict([asked, ban(3, "admin"), thawed, ban(302, "self")])).toBe("violated");
  expect(verdict([asked, ban(3, "admin"), ban(303, "self")])).toBe("violated");
  expect(verdict([asked, ban(3, "admin"), thawed, [300, 0, { type: "unbanned" }], ban(303, "self")])).toBe("violated");
});

test("a ban is renewed at its end if a database was thawed meanwhile, or is not frozen yet", () => {
  const asked: Line = [2, 0, { type: "admin-command", command: "ban" }];
  const thawed: Line = [9, 0, { type: "database-thawed", db: "db1", generation: 7, resent: 0 }];
  const freezing: Line = [3, 0, { type: "database-freezing", db: "db1" }];
  const frozen: Line = [9, 0, { type: "database-frozen", db: "db1" }];
  expect(verdict([asked, ban(3, "admin"), thawed, ban(303, "self")])).toBe("holds");
  expect(verdict([asked, ban(3, "admin"), freezing, ban(303, "self")])).toBe("holds");
  expect(verdict([asked, ban(3, "admin"), freezing, frozen, ban(303, "self")])).toBe("violated");
  expect(verdict([asked, ban(3, "admin"), freezing, ban(302, "self")])).toBe("violated");
});

test("a ban is renewed at its end if a database was attached meanwhile, which nobody has frozen", () => {
  const asked: Line = [2, 0, { type: "admin-command", command: "ban" }];
  const attached = (atS: number, host = 0): Line => [
    atS,
    host,
    { type: "database-attached", db: "new.tdb", generation: 1 },
  ];
  expect(verdict([asked, ban(3, "admin"), attached(9), ban(303, "self")])).toBe("holds");
  expect(verdict([asked, ban(3, "admin"), attached(9), ban(302, "self")])).toBe("violated");
  expect(verdict([asked, ban(3, "admin"), attached(9, 1), ban(303, "self")])).toBe("violated");
  expect(verdict([attached(1), asked, ban(3, "admin"), ban(303, "self")])).toBe("violated");
});

test("an unknown reason is no cause, not even a word that every object knows", () => {
  expect(verdict([ban(3, "whim")])).toBe("violated");
  expect(verdict([ban(3, "constructor")])).toBe("violated");
});

test("is unknown to a source that does not see bans", () => {
  expect(judged(everyBanHasACause, start, { endS: 9, observes: new Set(["unbanned"]) }).verdict).toBe("unknown");
});

test("a ban ends by its host's clock: once that was set forward, or runs too fast, it may be renewed earlier", () => {
  const asked: Line = [2, 0, { type: "admin-command", command: "ban" }];
  const thawed: Line = [50, 0, { type: "recovery-mode-changed", mode: "normal" }];
  const during = (...lines: Line[]): string => verdict([asked, ban(3, "admin"), thawed, ...lines, ban(100, "self")]);
  expect(during()).toBe("violated");
  expect(during([100, 0, { type: "clock-stepped", byUs: 203_000_000 }])).toBe("holds");
  expect(during([100, 0, { type: "clock-stepped", byUs: 202_900_000 }])).toBe("violated");
  expect(during([100, 1, { type: "clock-stepped", byUs: 203_000_000 }])).toBe("violated");
  const fast = (fromS: number): Line => [fromS, 0, { type: "clock-rate-changed", ratePpm: 900_000 }];
  const late = (...lines: Line[]): string => verdict([asked, ban(3, "admin"), thawed, ...lines, ban(250, "self")]);
  expect(late(fast(200))).toBe("violated");
  expect(late(fast(51))).toBe("holds");
});

test("a node bans itself for an address on its interface that it has not taken", () => {
  const address = "10.0.0.8";
  const there: Line = [20, 1, { type: "address-added", address }];
  const own: Line[] = booted().flatMap(([, host, event]): Line[] =>
    event.type === "address-added" ? [[1, host, { type: "address-assigned", address: event.address, on: true }]] : [],
  );
  const rogue = ban(30, "rogue-address", 1);
  expect(verdict([...own, there, rogue])).toBe("holds");
  expect(verdict([...own, rogue])).toBe("violated");
  expect(verdict([...own, there, [20, 1, { type: "address-assigned", address, on: true }], rogue])).toBe("violated");
});
