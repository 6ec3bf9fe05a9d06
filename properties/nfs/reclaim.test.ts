import { describe, expect, test } from "vitest";
import type { EventName } from "../../model/index.ts";
import { dropped, gaveUp, grace, locked, nfs, reclaimed, served } from "../written-locks.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { answersAreTrue } from "./answers-are-true.ts";
import { callOutsAreHeeded } from "./call-outs-are-heeded.ts";
import { commonGraceEnds } from "./common-grace-ends.ts";
import { everyClientIsTold } from "./every-client-is-told.ts";
import { gracesLast } from "./graces-last.ts";
import { keptLocksAreFreed } from "./kept-locks-are-freed.ts";
import { leasesAreKept } from "./leases-are-kept.ts";
import { noPrematureEnd } from "./no-premature-end.ts";
import { reclaimsInGraceAreGranted } from "./reclaims-in-grace-are-granted.ts";
import { releasedLocksAreLetGo } from "./released-locks-are-let-go.ts";
import { serversEnterBeforeRelease } from "./servers-enter-before-release.ts";
import { toldClientsAreAnswered } from "./told-clients-are-answered.ts";

const setting = { nfs };
const common = { nfs: { ...nfs, grace: "fs-hold-coordinated" as const } };
const remembering = { nfs: { ...nfs, grace: "fs-remember" as const } };
const taken = (atS: number, host: number): Line => [atS, host, { type: "address-added", address: "a0" }];
const released = (atS: number, host: number): Line => [atS, host, { type: "address-removed", address: "a0" }];
const dies: Line[] = [[10, 0, { type: "host-crashed" }], dropped(10, 0, 0, "node-gone")];
const told = (atS: number): Line => [
  atS,
  -1,
  { type: "notice-received", client: 0, address: "a0", state: 31, own: false },
];
const event = (atS: number, host: number, name: EventName, outcome: "done" | "failed" | "timed-out"): Line[] => [
  [atS, host, { type: "event-began", event: name, run: atS, pid: 1, waitedUs: 0, address: "a0" }],
  [
    atS,
    host,
    {
      type: "event-ended",
      event: name,
      run: atS,
      pid: 1,
      outcome,
      ...(outcome === "done" ? {} : { script: "60.nfs" }),
    },
  ],
];

describe("reclaims-in-grace-are-granted", () => {
  const lost = [...served, ...locked(5, 0, 0), ...dies, taken(20, 2)];
  const verdict = (lines: readonly Line[], of: typeof setting | typeof remembering = setting): string =>
    judged(reclaimsInGraceAreGranted, [...lost, ...lines], { endS: 200, setting: of }).verdict;
  const refused = gaveUp(40, 0, "reclaim-refused");

  test("is violated by a refusal in grace, or where the file system remembers", () => {
    expect(verdict([grace(21, 2, true), refused])).toBe("violated");
    expect(verdict([refused], remembering)).toBe("violated");
    expect(verdict([grace(21, 2, true), ...reclaimed(40, 0, 2)])).toBe("holds");
  });

  test("holds where no grace is, it has only just begun, or one was missed", () => {
    expect(verdict([refused])).toBe("holds");
    expect(verdict([grace(39, 2, true), refused])).toBe("holds");
    expect(verdict([grace(15, 2, true), refused])).toBe("holds");
    expect(verdict([grace(21, 2, true), grace(25, 2, false), grace(30, 2, true), refused])).toBe("holds");
  });

  test("holds for a lock that somebody else was granted since: other claims tell of that", () => {
    expect(verdict([grace(21, 2, true), ...locked(30, 1, 1), refused])).toBe("holds");
  });
});

describe("answers-are-true", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(answersAreTrue, [...served, ...lines], { endS: 200, setting }).verdict;
  const believed = (atS: number, client: number, version: number): Line[] => [
    [atS, client, { type: "file-lock-granted", client, file: "f", reclaim: false }],
    [atS, -1, { type: "file-lock-believed", client, file: "f", node: client, version }],
  ];

  test("of grants: what a client is told is what the file system has answered", () => {
    const [granted, answer] = reclaimed(20, 0, 0) as [Line, Line];
    expect(verdict(...locked(5, 0, 0), granted, answer)).toBe("holds");
    expect(verdict(...locked(5, 0, 0), answer)).toBe("violated");
    expect(verdict(...believed(5, 0, 0).slice(1))).toBe("violated");
  });

  test("of what is given back: the next one finds it written, unless its server may not have had it still", () => {
    expect(verdict(...believed(5, 0, 0), gaveUp(10, 0), ...believed(15, 1, 1))).toBe("holds");
    expect(verdict(...believed(5, 0, 0), gaveUp(10, 0), ...believed(15, 1, 0))).toBe("violated");
    expect(verdict(...believed(5, 0, 0), released(8, 0), gaveUp(10, 0), ...believed(15, 1, 0))).toBe("holds");
    expect(verdict(...believed(5, 0, 0), gaveUp(10, 0), released(11, 0), ...believed(15, 1, 0))).toBe("holds");
  });
});

describe("told-clients-are-answered", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(toldClientsAreAnswered, [...served, ...locked(5, 0, 0), taken(20, 2), ...lines], { endS: 200, setting })
      .verdict;

  test("holds when it is, is violated when it is not, and unknown before", () => {
    expect(verdict(told(30), ...reclaimed(40, 0, 2))).toBe("holds");
    expect(verdict(told(30), gaveUp(40, 0, "reclaim-refused"))).toBe("holds");
    expect(verdict(told(30))).toBe("violated");
    expect(verdict(told(150))).toBe("unknown");
  });

  test("does not count while nobody serves its address, nor a notice that it takes for an old one", () => {
    expect(verdict([25, 2, { type: "host-paused" }], released(26, 0), told(30))).toBe("unknown");
    expect(verdict(told(30), ...reclaimed(40, 0, 2), told(50))).toBe("holds");
  });
});

test("what a file system holds until all are in grace is answered after that, by everyone who is there", () => {
  const holding = { nfs: { ...nfs, grace: "fs-hold-timers" as const } };
  const verdict = (...lines: readonly Line[]): string =>
    judged(toldClientsAreAnswered, [...served, ...locked(5, 0, 0), taken(20, 2), told(30), ...lines], {
      endS: 200,
      setting: holding,
    }).verdict;
  const some = [grace(31, 1, true), grace(31, 2, true)];
  expect(verdict(...some)).toBe("unknown");
  expect(verdict(grace(29, 0, true), ...some)).toBe("violated");
  expect(verdict(...some, [40, 0, { type: "host-crashed" }])).toBe("violated");
  expect(verdict(grace(29, 0, true), ...some, grace(90, 0, false), [95, 1, { type: "host-crashed" }])).toBe("unknown");
});

describe("common-grace-ends", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(commonGraceEnds, [...served, ...locked(5, 0, 0), ...dies, ...lines], { endS: 250, setting: common }).verdict;

  test("once nobody is owed anything, and addresses stay where they are", () => {
    const back = [grace(15, 1, true), taken(20, 2), told(25), ...reclaimed(30, 0, 2)];
    expect(verdict(...back, grace(40, 1, false))).toBe("holds");
    expect(verdict(...back)).toBe("violated");
    expect(verdict(...back, grace(100, 1, true))).toBe("violated");
    expect(verdict(...back, taken(140, 2))).toBe("unknown");
  });

  test("not of a server to whom nobody comes: its node has no address", () => {
    const back = [grace(15, 2, true), grace(15, 1, true), taken(20, 2), told(25), ...reclaimed(30, 0, 2)];
    expect(verdict(...back, grace(40, 1, false), released(41, 2), taken(41, 1))).toBe("unknown");
    expect(verdict(...back, grace(40, 1, false))).toBe("violated");
  });

  test("not while a server is down, where each address has its own: all who start wait for it", () => {
    const each = { nfs: { ...nfs, grace: "clustered-epochs" as const } };
    const of = (atS: number, type: "grace-began" | "lock-manager-stopped", address: string): Line => [
      atS,
      1,
      { type, addresses: [address] },
    ];
    const ends = (...lines: readonly Line[]): string =>
      judged(commonGraceEnds, [...served, ...lines], { endS: 250, setting: each }).verdict;
    const both = [of(9, "grace-began", "a0"), of(9, "grace-began", "a1")];
    expect(ends(...both)).toBe("violated");
    expect(ends(...both, of(20, "lock-manager-stopped", "a0"))).toBe("unknown");
  });

  test("not while nobody serves who has given a lost lock back: no server has heard of it", () => {
    const elsewhere: Line = [20, 1, { type: "address-added", address: "a1" }];
    const gone = [grace(15, 1, true), elsewhere, gaveUp(30, 0)];
    expect(verdict(...gone)).toBe("unknown");
    expect(verdict(...gone, taken(35, 2))).toBe("violated");
  });

  test("not while somebody is owed a lock, told or not", () => {
    expect(verdict(grace(15, 1, true))).toBe("unknown");
    expect(judged(commonGraceEnds, served, { endS: 1, setting }).verdict).toBe("not-applicable");
  });
});

test("no common grace ends while somebody is owed a lock who was never told, but who has missed his lease is not", () => {
  const verdict = (lost: Line, of: typeof setting | typeof common): string =>
    judged(noPrematureEnd, [...served, ...locked(5, 0, 0), grace(9, 1, true), lost, grace(50, 1, false)], {
      endS: 200,
      setting: of,
    }).verdict;
  const expired: Line = [10, 0, { type: "file-lock-dropped", client: 0, file: "f", cause: "expired" }];
  expect(verdict(dropped(10, 0, 0, "node-gone"), common)).toBe("violated");
  expect(verdict(dropped(10, 0, 0, "node-gone"), setting)).toBe("holds");
  expect(verdict(expired, common)).toBe("holds");
});

test("servers enter before anything is released: those that run, and have ended the event well", () => {
  const run = (...lines: readonly Line[]): string =>
    judged(
      serversEnterBeforeRelease,
      [
        ...booted(2),
        [9, 0, { type: "peer-connected", peer: 1 }],
        [10, 0, { type: "takeover-started", pid: 9 }],
        [10, 0, { type: "takeover-phase", phase: "node-map", pid: 9 }],
        grace(11, 0, true),
        ...event(12, 0, "startipreallocate", "done"),
        ...lines,
        [20, 0, { type: "takeover-phase", phase: "release", pid: 9 }],
      ],
      { endS: 60, setting },
    ).verdict;
  const ended = event(13, 1, "startipreallocate", "done");
  expect(run(...ended)).toBe("violated");
  expect(run(grace(12, 1, true), ...ended)).toBe("holds");
  expect(run(...event(13, 1, "startipreallocate", "failed"))).toBe("holds");
  const stopped: Line = [14, 1, { type: "lock-manager-stopped", addresses: [] }];
  expect(run(...ended, stopped)).toBe("holds");
  expect(run(...ended, stopped, grace(15, 1, false))).toBe("violated");
  expect(run(...ended, [14, 1, { type: "host-paused" }], [15, 1, { type: "host-resumed" }])).toBe("holds");
});

test("what is released is let go of before it is reclaimed elsewhere", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(releasedLocksAreLetGo, [...served, ...locked(5, 0, 0), ...lines, ...reclaimed(30, 0, 2)], {
      endS: 60,
      setting,
    }).verdict;
  const gone = [released(10, 0), ...event(11, 0, "releaseip", "done"), taken(20, 2)];
  expect(verdict(...gone)).toBe("violated");
  expect(verdict(dropped(10, 0, 0, "released"), ...gone)).toBe("holds");
  expect(verdict(released(10, 0), ...event(11, 0, "releaseip", "failed"), taken(20, 2))).toBe("holds");
});

test("what is kept for a lock manager is free when its grace is over, if that is the last of its name", () => {
  const of = (atS: number, host: number, type: "grace-began" | "grace-ended"): Line => [
    atS,
    host,
    { type, addresses: ["a0"] },
  ];
  const kept: Line = [10, 0, { type: "file-lock-kept", client: 0, file: "f", manager: "a0" }];
  const managers = { nfs: { ...nfs, grace: "lock-managers" as const } };
  const verdict = (...lines: readonly Line[]): string =>
    judged(keptLocksAreFreed, [...served, ...locked(5, 0, 0), kept, ...lines], { endS: 60, setting: managers }).verdict;
  expect(verdict(of(15, 2, "grace-began"), of(50, 2, "grace-ended"))).toBe("violated");
  expect(verdict(of(15, 2, "grace-began"), dropped(50, 0, 0, "released"), of(50, 2, "grace-ended"))).toBe("holds");
  expect(verdict(of(12, 0, "grace-began"), of(15, 2, "grace-began"), of(50, 0, "grace-ended"))).toBe("holds");
});

test("a grace that a timer ends lasts as long as that, from when it began anew, if anybody had locked anything", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(gracesLast, [...served, ...locked(5, 0, 0), ...lines], { endS: 200, setting }).verdict;
  const began = grace(50, 1, true);
  expect(verdict(began, grace(130, 1, false))).toBe("violated");
  expect(verdict(began, grace(140, 1, false))).toBe("holds");
  expect(verdict(began, grace(100, 1, true), grace(140, 1, false))).toBe("violated");
  expect(verdict(began, [60, 1, { type: "clock-stepped", byUs: 9e6 }], grace(130, 1, false))).toBe("holds");
  expect(verdict(grace(20, 1, true), grace(30, 1, false))).toBe("holds");
  expect(judged(gracesLast, served, { endS: 1, setting: common }).verdict).toBe("not-applicable");
});

test("no lease runs out of a client of NFSv4 that could reach its server, and had begun to hold, long enough", () => {
  const users = nfs.users.map((user) => ({ ...user, protocol: "v4" as const }));
  const expired = (atS: number): Line => [
    atS,
    0,
    { type: "file-lock-dropped", client: 0, file: "f", cause: "expired" },
  ];
  const verdict = (...lines: readonly Line[]): string =>
    judged(leasesAreKept, [...served, ...locked(5, 0, 0), ...lines], { endS: 200, setting: { nfs: { ...nfs, users } } })
      .verdict;
  expect(verdict(expired(66))).toBe("violated");
  expect(verdict(expired(40))).toBe("holds");
  expect(verdict([30, 0, { type: "host-paused" }], [50, 0, { type: "host-resumed" }], expired(66))).toBe("holds");
  expect(verdict(released(30, 0), taken(40, 0), expired(66))).toBe("holds");
  expect(verdict([30, 1, { type: "admin-command", command: "stop" }], expired(66))).toBe("holds");
  expect(judged(leasesAreKept, served, { endS: 1, setting }).verdict).toBe("not-applicable");
});

test("call-outs are heeded: they fail for a reason, and a server that is started again serves", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(callOutsAreHeeded, [...served, ...lines], { endS: 200, setting }).verdict;
  const down: Line = [90, 1, { type: "service-down", service: "nfs" }];
  const stopped: Line = [10, 1, { type: "lock-manager-stopped", addresses: [] }];
  expect(verdict(...event(100, 1, "takeip", "failed"))).toBe("violated");
  expect(verdict(down, ...event(100, 1, "takeip", "failed"))).toBe("holds");
  const slow: Line = [95, 0, { type: "fault-injected", fault: "slow-script", index: 0, detail: "" }];
  expect(verdict(...event(100, 1, "takeip", "timed-out"))).toBe("violated");
  expect(verdict(slow, ...event(100, 1, "takeip", "timed-out"))).toBe("holds");
  expect(verdict(stopped, ...event(100, 1, "startup", "done"))).toBe("violated");
  expect(verdict(stopped, grace(20, 1, false), ...event(100, 1, "startup", "done"))).toBe("holds");
});

test("where the file system remembers, who came by an address that is another host's by now is told", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(everyClientIsTold, [...served, ...locked(5, 0, 0), ...lines], { endS: 200, setting: remembering }).verdict;
  expect(verdict(released(10, 0), taken(20, 2))).toBe("violated");
  expect(verdict(released(10, 0), taken(20, 2), told(30))).toBe("holds");
  expect(verdict([10, 0, { type: "host-crashed" }], taken(20, 2))).toBe("violated");
  expect(verdict(released(10, 0), taken(20, 0))).toBe("holds");
});

test("nobody tells who came by an address that was added by hand, unless servers know by which one he came", () => {
  const added: Line = [3, 2, { type: "address-added", address: "a0", byHand: true }];
  const lines = [...served, released(2, 0), added, ...locked(5, 0, 2), dropped(10, 0, 2, "released"), taken(20, 1)];
  expect(judged(everyClientIsTold, lines, { endS: 200, setting }).verdict).toBe("unknown");
  expect(judged(everyClientIsTold, lines, { endS: 200, setting: common }).verdict).toBe("violated");
});
