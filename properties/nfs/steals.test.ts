import { describe, expect, test } from "vitest";
import { dropped, gaveUp, locked, nfs, reclaimed, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { noReclaimWithoutRight } from "./no-reclaim-without-right.ts";
import { healthyClientsKeepTheirLocks, noLockWhileReclaimable, noSilentSteal } from "./steals.ts";

const all = [noLockWhileReclaimable, noSilentSteal, healthyClientsKeepTheirLocks];
const violated = (...lines: readonly Line[]): string[] =>
  all
    .filter((claim) => judged(claim, [...served, ...lines], { endS: 100, setting: { nfs } }).verdict === "violated")
    .map(({ name }) => name);

const dies: Line[] = [[10, 0, { type: "host-crashed" }], dropped(12, 0, 0, "node-gone")];
const moves: Line[] = [
  [10, 0, { type: "address-removed", address: "a0" }],
  dropped(10, 0, 0, "released"),
  [11, 2, { type: "address-added", address: "a0" }],
];

describe("what clients believe", () => {
  test("is taken from nobody who reclaims in time, or who gives his lock back first", () => {
    expect(violated(...locked(5, 0, 0), ...dies, ...reclaimed(40, 0, 2))).toEqual([]);
    expect(violated(...locked(5, 0, 0), gaveUp(9, 0), ...dies, ...locked(13, 1, 1))).toEqual([]);
    expect(violated(...locked(5, 0, 0), ...dies, gaveUp(14, 0, "reclaim-refused"), ...locked(15, 1, 1))).toEqual([]);
  });

  test.each([
    ["its server dies", dies],
    ["its address moves", moves],
  ])("is taken, and the client finds out, when %s", (_, lost) => {
    expect(violated(...locked(5, 0, 0), ...lost, ...locked(13, 1, 1), gaveUp(14, 0, "reclaim-refused"))).toEqual([
      "no-lock-while-reclaimable",
    ]);
  });

  test("is taken and given back, and the client never learns", () => {
    expect(violated(...locked(5, 0, 0), ...dies, ...locked(13, 1, 1), gaveUp(14, 1), ...reclaimed(20, 0, 2))).toEqual([
      "no-lock-while-reclaimable",
      "no-silent-steal",
    ]);
  });

  test("is taken from a client whose server is well, by a restart of its lock manager", () => {
    const restart = dropped(10, 1, 1, "restart");
    const taken = [...locked(5, 1, 1), restart, ...locked(11, 0, 0)];
    expect(violated(...taken)).toEqual(["healthy-clients-keep-their-locks"]);
    expect(violated(...locked(5, 1, 1), restart, ...reclaimed(12, 1, 1))).toEqual([]);
  });

  test("a paused host serves nobody", () => {
    const paused: Line = [10, 0, { type: "host-paused" }];
    expect(violated(...locked(5, 0, 0), paused, ...locked(11, 2, 1))).toEqual(["no-lock-while-reclaimable"]);
  });
});

test("a violation names both clients, and nobody is judged where nothing is served", () => {
  const lines = [...served, ...locked(5, 0, 0), ...dies, ...locked(13, 1, 1)];
  const { why, atUs } = judged(noLockWhileReclaimable, lines, { endS: 20, setting: { nfs } });
  expect(atUs).toBe(13_000_000);
  expect(why.join(" ")).toMatch(/Client 1 .*client 0.*node 0/);
  expect(judged(noLockWhileReclaimable, lines, { endS: 20 }).verdict).toBe("not-applicable");
});

test("a silent steal is told of the node through which the lock was had, not of the next one", () => {
  const lines = [...served, ...locked(5, 0, 0), ...dies, ...locked(13, 1, 1), gaveUp(14, 1), ...reclaimed(20, 0, 2)];
  const { why } = judged(noSilentSteal, lines, { endS: 30, setting: { nfs } });
  expect(why.join(" ")).toMatch(/had it since .*, through node 0/);
});

test("a lock is given back only to who had it last", () => {
  const right = (...lines: readonly Line[]): string =>
    judged(noReclaimWithoutRight, [...served, ...lines], { endS: 50, setting: { nfs } }).verdict;
  expect(right(...locked(5, 0, 0), ...reclaimed(9, 0, 2))).toBe("holds");
  expect(right(...locked(5, 0, 0), ...locked(7, 1, 1), ...reclaimed(9, 0, 2))).toBe("violated");
});
