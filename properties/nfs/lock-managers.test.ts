import { describe, expect, test } from "vitest";
import { dropped, gaveUp, locked, nfs, reclaimed, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { exportedLocksLeaveWithAddress } from "./exported-locks-leave-with-address.ts";
import { keptLocksAreGivenBack } from "./kept-locks-are-given-back.ts";
import { noPrematureEnd } from "./no-premature-end.ts";
import { noLockWhileReclaimable } from "./steals.ts";

const managers = { nfs: { ...nfs, grace: "lock-managers" as const } };
const kept = (atS: number): Line => [atS, 0, { type: "file-lock-kept", client: 0, file: "f", manager: "a0" }];
const grace = (atS: number, host: number, type: "grace-began" | "grace-ended" | "lock-manager-stopped"): Line => [
  atS,
  host,
  { type, addresses: ["a0"] },
];
const freed = (atS: number): Line => [
  atS,
  0,
  { type: "file-lock-dropped", client: 0, file: "f", cause: "unreclaimed" },
];
const told = (atS: number): Line => [
  atS,
  -1,
  { type: "notice-received", client: 0, address: "a0", state: 31, own: false },
];

describe("kept-locks-are-given-back", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(keptLocksAreGivenBack, [...served, ...locked(5, 0, 0), ...lines], { endS: 200, setting: managers }).verdict;

  test("holds for who gets it back, is too late, or reclaims where no grace is", () => {
    expect(verdict(kept(10), grace(15, 1, "grace-began"), ...reclaimed(20, 0, 1))).toBe("holds");
    const late = [freed(30), grace(30, 1, "grace-ended"), gaveUp(40, 0, "reclaim-refused")];
    expect(verdict(kept(10), grace(15, 1, "grace-began"), ...late)).toBe("holds");
    expect(verdict(kept(10), gaveUp(40, 0, "reclaim-refused"))).toBe("holds");
    const gone = grace(30, 1, "lock-manager-stopped");
    expect(verdict(kept(10), grace(15, 1, "grace-began"), gone, gaveUp(40, 0, "reclaim-refused"))).toBe("holds");
  });

  test("is violated by a refusal in the grace of the lock manager", () => {
    expect(verdict(kept(10), grace(15, 1, "grace-began"), gaveUp(20, 0, "reclaim-refused"))).toBe("violated");
  });

  test("says nothing of other designs", () => {
    expect(judged(keptLocksAreGivenBack, served, { endS: 1, setting: { nfs } }).verdict).toBe("not-applicable");
  });
});

describe("exported-locks-leave-with-address", () => {
  const exported = { nfs: { ...managers.nfs, exports: { f: "a1" } } };
  const release: Line = [20, 0, { type: "lock-manager-stopped", addresses: ["a1"] }];
  const verdict = (...lines: readonly Line[]): string =>
    judged(exportedLocksLeaveWithAddress, [...served, ...locked(5, 0, 0), ...lines], { endS: 90, setting: exported })
      .verdict;

  test("is violated by a lock through another address that stays behind", () => {
    expect(verdict(release)).toBe("violated");
    expect(verdict(gaveUp(10, 0), release)).toBe("holds");
    expect(verdict(dropped(10, 0, 0, "released"), release)).toBe("holds");
    expect(verdict([20, 1, { type: "lock-manager-stopped", addresses: ["a1"] }])).toBe("holds");
  });

  test("needs to know the exports", () => {
    expect(judged(exportedLocksLeaveWithAddress, served, { endS: 1, setting: managers }).verdict).toBe(
      "not-applicable",
    );
  });
});

describe("no-premature-end", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(noPrematureEnd, [...served, ...locked(5, 0, 0), kept(10), ...lines], { endS: 200, setting: managers })
      .verdict;

  test("knows that a client was told before what is kept for it is freed", () => {
    const ends = [freed(105), grace(105, 1, "grace-ended")];
    expect(verdict(grace(15, 1, "grace-began"), told(20), ...ends)).toBe("violated");
    expect(verdict(grace(15, 1, "grace-began"), ...ends)).toBe("holds");
    expect(verdict(grace(15, 1, "grace-began"), told(20), ...reclaimed(30, 0, 1), grace(105, 1, "grace-ended"))).toBe(
      "holds",
    );
  });
});

test("a process of a node that crashes believes nothing any more", () => {
  const lines = [...served, ...locked(5, 2, 1)];
  const crash: Line = [10, 1, { type: "host-crashed" }];
  const verdict = (...more: readonly Line[]) =>
    judged(noLockWhileReclaimable, [...lines, ...more], { endS: 90, setting: managers }).verdict;
  expect(verdict(crash, ...locked(20, 0, 0))).toBe("holds");
  expect(verdict([10, 1, { type: "host-paused" }], ...locked(20, 0, 0))).toBe("violated");
});
