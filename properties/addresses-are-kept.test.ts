import { expect, test } from "vitest";
import { addressesAreKept } from "./addresses-are-kept.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const active: Line = [20, 0, { type: "recovery-mode-changed", mode: "active" }];
const drops = (atS: number): Line => [atS, 0, { type: "address-removed", address: "10.0.0.1" }];
const flags = (atS: number, value: number): Line => [atS, 0, { type: "flags-changed", flags: value }];
const verdict = (lines: readonly Line[]) => judged(addressesAreKept, [...booted(), ...lines], { endS: 300 }).verdict;

test("holds when recovery mode lasts for long, or the node may not have them", () => {
  expect(verdict([active, drops(140)])).toBe("holds");
  expect(verdict([flags(30, 0x20), drops(30)])).toBe("holds");
  expect(verdict([flags(30, 0x04), drops(30)])).toBe("holds");
  expect(verdict([[30, 0, { type: "runstate-changed", runState: "shutdown" }], drops(30)])).toBe("holds");
});

test("is violated in a short recovery, and without any", () => {
  expect(verdict([active, drops(21)])).toBe("violated");
  expect(verdict([drops(21)])).toBe("violated");
});

test("holds for what a takeover run asked of a node that stood still, and is violated without one", () => {
  const paused: Line = [20, 0, { type: "host-paused" }];
  const resumed: Line = [100, 0, { type: "host-resumed" }];
  const run: readonly Line[] = [
    [21, 1, { type: "takeover-started", pid: 7 }],
    [22, 1, { type: "takeover-phase", phase: "release", pid: 7 }],
    [30, 1, { type: "takeover-ended", pid: 7, ok: false }],
  ];
  expect(verdict([paused, ...run, resumed, drops(101)])).toBe("holds");
  expect(verdict([paused, resumed, drops(101)])).toBe("violated");
});

test("a clock that was set measures another time", () => {
  expect(verdict([active, [25, 0, { type: "clock-stepped", byUs: 110_000_000 }], drops(31)])).toBe("holds");
});
