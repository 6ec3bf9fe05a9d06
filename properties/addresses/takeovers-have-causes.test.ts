import { expect, test } from "vitest";
import { booted, follow, judged, type Line, pids, takesLead } from "../written-trace.ts";
import { takeoversHaveCauses } from "./takeovers-have-causes.ts";

const address = "10.0.0.9";
const setting = { publicAddresses: [{ address }] };
const added = (atS: number, host: number): Line[] => [
  [atS, host, { type: "address-assigned", address, on: true }],
  [atS, host, { type: "address-added", address }],
];
const removed = (atS: number, host: number): Line[] => [
  [atS, host, { type: "address-removed", address }],
  [atS, host, { type: "address-assigned", address, on: false }],
];
const hosted = added(20, 1);
const run = (atS: number, ok = true): Line[] => [
  [atS, 0, { type: "process-started", program: "takeover-helper", pid: 900 + atS, parent: pids.recoverd(0) }],
  [atS, 0, { type: "takeover-started", pid: 900 + atS }],
  [atS + 1, 0, { type: "takeover-ended", pid: 900 + atS, ok }],
];
const verdict = (...lines: readonly Line[]) =>
  judged(takeoversHaveCauses, [...booted(), ...takesLead(5, 0), ...follow(5, 0), ...hosted, ...lines], {
    endS: 300,
    setting,
  }).verdict;

test("a run that has succeeded is not made again without a cause", () => {
  expect(verdict(...run(100))).toBe("holds");
  expect(verdict(...run(100), ...run(102))).toBe("violated");
  expect(verdict(...run(100, false), ...run(102))).toBe("holds");
  const ill: Line = [100.5, 2, { type: "flags-changed", flags: 2 }];
  expect(verdict(...run(100).slice(0, 2), ill, ...run(100).slice(2), ...run(102))).toBe("holds");
  expect(verdict(ill, ...run(101), ...run(103))).toBe("violated");
});

test("what a run moves is no cause of the next, and what moves beside it is one", () => {
  const begins = run(100).slice(0, 2);
  const ends = run(100).slice(2);
  const moved = (atS: number): Line[] => [...removed(atS, 1), ...added(atS + 0.1, 2)];
  expect(verdict(...begins, ...moved(100.5), ...ends, ...run(102))).toBe("violated");
  expect(verdict(...run(100), ...moved(101.2), ...run(102))).toBe("holds");
  const late: Line = [100.7, 1, { type: "event-ended", event: "takeip", run: 5, pid: 11, outcome: "failed" }];
  expect(verdict(...begins, late, ...ends, ...run(102))).toBe("holds");
});

test("an address without a server is asked for each second, and a recovery serves nobody who has asked", () => {
  expect(verdict(...removed(90, 1), ...run(100), ...run(102))).toBe("holds");
  const recovered: Line = [99, 0, { type: "recovery-completed", generation: 8, pid: 103 }];
  expect(verdict(recovered, ...run(100), ...run(102))).toBe("holds");
  expect(verdict(recovered, ...run(100), ...run(102), ...run(104))).toBe("violated");
});

test("a recovery daemon that has just started asks as soon as no run keeps it from that", () => {
  const restarted: Line[] = [
    [99, 2, { type: "process-exited", program: "recoverd", pid: pids.recoverd(2), cause: "killed" }],
    [99.5, 2, { type: "process-started", program: "recoverd", pid: 777, parent: pids.ctdbd(2) }],
  ];
  expect(verdict(...restarted, ...run(100), ...run(102), ...run(104))).toBe("holds");
  expect(verdict(...restarted, ...run(110), ...run(112))).toBe("violated");
});

test("says nothing while a fault goes on, or somebody may have been kept waiting", () => {
  const cut: Line = [98, 2, { type: "fault-injected", fault: "slow-link", index: 0, detail: "" }];
  expect(verdict(cut, ...run(100), ...run(102))).toBe("holds");
});

test("an address that a kernel has and its daemon does not know of as its own is asked for each second", () => {
  expect(verdict([50, 2, { type: "address-added", address, byHand: true }], ...run(100), ...run(102))).toBe("holds");
  expect(verdict([50, 1, { type: "address-removed", address, byHand: true }], ...run(100), ...run(102))).toBe("holds");
});
