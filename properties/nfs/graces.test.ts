import { describe, expect, test } from "vitest";
import { constantsWith } from "../../model/index.ts";
import { dropped, gaveUp, grace, locked, nfs, reclaimed, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { everyClientIsTold } from "./every-client-is-told.ts";
import { graceEnds } from "./grace-ends.ts";
import { LockLosses } from "./lock-losses.ts";
import { noPrematureEnd } from "./no-premature-end.ts";
import { noticesRiseAndEndOdd } from "./notices-rise-and-end-odd.ts";
import { windowFitsTheBudget } from "./window-fits-the-budget.ts";

const notice = (atS: number, client: number, state: number): Line => [
  atS,
  -1,
  { type: "notice-received", client, address: "a0", state, own: false },
];
const dies: Line[] = [[10, 0, { type: "host-crashed" }], dropped(12, 0, 0, "node-gone")];
const setting = { nfs };

describe("grace-ends", () => {
  const verdict = (endS: number, ...lines: readonly Line[]): string =>
    judged(graceEnds, [...served, ...lines], { endS, setting }).verdict;

  test("holds when each does, or its host is gone", () => {
    expect(verdict(900, grace(10, 1, true), grace(100, 1, false))).toBe("holds");
    expect(verdict(900, grace(10, 0, true), [20, 0, { type: "host-crashed" }])).toBe("holds");
  });

  test("is violated when one outlasts its timer, and unknown before", () => {
    expect(verdict(900, grace(10, 1, true))).toBe("violated");
    expect(verdict(111, grace(10, 1, true))).toBe("violated");
    expect(verdict(100, grace(10, 1, true))).toBe("unknown");
  });

  test("counts from the last move that began it anew, however many there were", () => {
    const moves = Array.from({ length: 9 }, (_, index) => grace(10 + 60 * index, 1, true));
    expect(verdict(900, ...moves, grace(580, 1, false))).toBe("holds");
    expect(verdict(900, ...moves)).toBe("violated");
  });

  test("waits for a clock that was set back, until it has caught up", () => {
    const back: Line = [20, 1, { type: "clock-stepped", byUs: -100_000_000 }];
    const end = grace(200, 1, false);
    expect(verdict(900, grace(10, 1, true), back, end)).toBe("holds");
    expect(verdict(900, grace(10, 1, true), back)).toBe("violated");
  });

  test("where each address has a mount of its own, nfsd's grace may be the longer one", () => {
    const users = nfs.users.map((user, index) => (index === 0 ? { ...user, protocol: "v4" as const } : user));
    const mounts = { ...nfs, grace: "one-mount" as const, users };
    const constants = constantsWith({ keptGraceUs: 20_000_000 });
    const said = (of: typeof mounts) =>
      judged(graceEnds, [...served, grace(10, 1, true)], { endS: 90, setting: { nfs: of, constants } }).verdict;
    expect(said(mounts)).toBe("unknown");
    expect(said({ ...mounts, users: nfs.users as typeof users })).toBe("violated");
  });

  test("says nothing of a grace that lasts until everybody has reclaimed", () => {
    const shared = { ...nfs, grace: "fs-hold-coordinated" as const };
    const { verdict: said } = judged(graceEnds, served, { endS: 1, setting: { nfs: shared } });
    expect(said).toBe("not-applicable");
  });
});

describe("no-premature-end", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(noPrematureEnd, [...served, ...locked(5, 0, 0), ...dies, ...lines], { endS: 200, setting }).verdict;

  const inGrace = [grace(15, 1, true)];

  test("holds when everybody who was told has reclaimed, or knows better", () => {
    expect(verdict(notice(30, 0, 31), ...inGrace, ...reclaimed(40, 0, 2), grace(50, 1, false))).toBe("holds");
    expect(verdict(notice(30, 0, 31), ...inGrace, gaveUp(40, 0, "reclaim-refused"), grace(50, 1, false))).toBe("holds");
  });

  test("is violated by a grace that ends before a client that was told has reclaimed", () => {
    expect(verdict(notice(30, 0, 31), ...inGrace, grace(50, 1, false), ...reclaimed(60, 0, 2))).toBe("violated");
  });

  test("a server that is started again, open, ends no grace: it was in none, or was stopped in it", () => {
    const stopped: Line = [40, 1, { type: "lock-manager-stopped", addresses: [] }];
    expect(verdict(notice(30, 0, 31), grace(50, 1, false))).toBe("holds");
    expect(verdict(notice(30, 0, 31), ...inGrace, stopped, grace(50, 1, false))).toBe("holds");
  });

  test("of servers that have an address each, the one whose grace it is counts", () => {
    const of = (atS: number, type: "grace-began" | "grace-ended", address: string): Line => [
      atS,
      1,
      { type, addresses: [address] },
    ];
    const begun = [of(20, "grace-began", "a1"), notice(30, 0, 31)];
    expect(verdict(...begun, of(50, "grace-ended", "a0"))).toBe("holds");
    expect(verdict(...begun, of(50, "grace-ended", "a1"))).toBe("violated");
  });
});

describe("every client is told that its lock is gone", () => {
  const taken = (atS: number, host = 2): Line => [atS, host, { type: "address-added", address: "a0" }];
  const released = (atS: number, host = 2): Line => [atS, host, { type: "address-removed", address: "a0" }];
  const verdict = (endS: number, ...lines: readonly Line[]): string =>
    judged(everyClientIsTold, [...served, ...locked(5, 0, 0), ...dies, ...lines], { endS, setting }).verdict;

  test("by a notice, or by a refusal, before its address was served for so long", () => {
    expect(verdict(200, taken(20), notice(100, 0, 31))).toBe("holds");
    expect(verdict(200, taken(20), gaveUp(100, 0, "reclaim-refused"))).toBe("holds");
    expect(verdict(200, taken(20))).toBe("violated");
    expect(verdict(130, taken(20))).toBe("unknown");
  });

  test("while nobody serves its address nobody can", () => {
    expect(verdict(900)).toBe("unknown");
    expect(verdict(900, taken(600), notice(700, 0, 31))).toBe("holds");
    expect(verdict(900, taken(600))).toBe("violated");
    expect(verdict(900, taken(20), [21, 2, { type: "host-paused" }])).toBe("unknown");
  });

  test("moves in between do not begin the time anew", () => {
    const moves = Array.from({ length: 3 }, (_, index) => [taken(20 + 60 * index), released(70 + 60 * index)]).flat();
    expect(verdict(900, ...moves)).toBe("violated");
  });

  test("where each address has a server of its own, that one has to be there", () => {
    const each = { nfs: { ...nfs, grace: "clustered-epochs" as const } };
    const server = (atS: number, type: "grace-began" | "lock-manager-stopped"): Line => [
      atS,
      2,
      { type, addresses: ["a0"] },
    ];
    const said = (...lines: readonly Line[]): string =>
      judged(everyClientIsTold, [...served, ...locked(5, 0, 0), ...dies, taken(20), ...lines], {
        endS: 900,
        setting: each,
      }).verdict;
    expect(said()).toBe("unknown");
    expect(said(server(30, "grace-began"))).toBe("violated");
    expect(said(server(30, "grace-began"), server(40, "lock-manager-stopped"))).toBe("unknown");
  });
});

test("notices rise, and the last one says up", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(noticesRiseAndEndOdd, lines, { endS: 100, setting }).verdict;
  expect(verdict(notice(1, 0, 100), notice(2, 0, 101), notice(50, 0, 103), notice(1, 1, 101))).toBe("holds");
  expect(verdict(notice(1, 0, 101), notice(2, 0, 101))).toBe("violated");
  expect(verdict(notice(1, 0, 101), notice(2, 0, 102))).toBe("violated");
});

describe("the window", () => {
  const windowOf = (...lines: readonly Line[]): number => {
    const losses = new LockLosses({ nfs } as never);
    for (const [atS, host, event] of [...served, ...lines]) losses.observe({ ...event, atUs: atS * 1e6, host });
    return losses.finish(200e6).windowUs / 1e6;
  };
  const alone = { ...nfs, users: nfs.users.slice(0, 2) };
  const windowWithout = (...lines: readonly Line[]): number => {
    const losses = new LockLosses({ nfs: alone, nodes: 3 } as never);
    for (const [atS, host, event] of [...served, ...lines]) losses.observe({ ...event, atUs: atS * 1e6, host });
    return losses.finish(200e6).windowUs / 1e6;
  };
  const everywhere = [grace(15, 1, true), grace(15, 2, true)];

  test("lasts from the loss to the grace of the last that could grant, and from its end to the reclaim", () => {
    const back = [[30, 2, { type: "address-added", address: "a0" }] as Line];
    expect(windowWithout(...locked(5, 0, 0), ...dies, ...everywhere, ...back, ...reclaimed(40, 0, 2))).toBe(3);
    const early = [grace(38, 1, false)];
    expect(windowWithout(...locked(5, 0, 0), ...dies, ...everywhere, ...back, ...early, ...reclaimed(40, 0, 2))).toBe(
      5,
    );
  });

  test("is open all the time where somebody beside the servers locks the file", () => {
    expect(windowOf(...locked(5, 0, 0), ...dies, ...everywhere, ...reclaimed(40, 0, 2))).toBe(28);
  });

  test("breaks its budget as soon as it is wider", () => {
    const lines = [...served, ...locked(5, 0, 0), ...dies, ...everywhere, ...reclaimed(40, 0, 2)];
    const budget = (maxWindowUs: number) =>
      judged(windowFitsTheBudget, lines, { endS: 100, setting: { nfs: { ...alone, maxWindowUs } } });
    expect(budget(3_000_000).verdict).toBe("holds");
    expect(budget(2_000_000)).toMatchObject({ verdict: "violated", atUs: 14_000_001 });
    expect(judged(windowFitsTheBudget, lines, { endS: 100, setting }).verdict).toBe("not-applicable");
  });

  test("a lock that somebody else is granted too stands open, though nothing was dropped", () => {
    const twice = [...served, ...locked(5, 0, 0), ...locked(20, 1, 1), gaveUp(30, 0, "reclaim-refused")];
    const budget = (lines: readonly Line[]) =>
      judged(windowFitsTheBudget, lines, { endS: 100, setting: { nfs: { ...nfs, maxWindowUs: 0 } } }).verdict;
    expect(budget(twice)).toBe("violated");
    expect(budget([...served, ...locked(5, 0, 0), gaveUp(10, 0), ...locked(20, 1, 1)])).toBe("holds");
  });
});
