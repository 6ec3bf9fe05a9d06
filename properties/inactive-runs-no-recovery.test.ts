import { expect, test } from "vitest";
import { inactiveRunsNoRecovery } from "./inactive-runs-no-recovery.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const flags = (atS: number, value: number): Line => [atS, 0, { type: "flags-changed", flags: value }];
const recovers = (atS: number): Line => [atS, 0, { type: "recovery-started", generation: 8, pid: pids.recovery(0) }];
const begins = (atS: number): Line => [atS, 0, { type: "recovery-step", step: "begin", pid: pids.recoverd(0) }];
const verdict = (lines: readonly Line[]): string =>
  judged(inactiveRunsNoRecovery, [...booted(), ...lines], { endS: 99 }).verdict;

test("holds for an active node, an unhealthy one, and one that was stopped this moment", () => {
  expect(verdict([recovers(5)])).toBe("holds");
  expect(verdict([flags(2, 0x02), recovers(5)])).toBe("holds");
  expect(verdict([flags(5, 0x20), recovers(5.05)])).toBe("holds");
  expect(verdict([flags(2, 0x20), flags(4, 0), recovers(5)])).toBe("holds");
});

test("is violated by a stopped or banned node", () => {
  const finding = judged(inactiveRunsNoRecovery, [...booted(), flags(4, 0x20), recovers(5)], { endS: 9 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 5_000_000, hosts: [0] });
  expect(verdict([flags(4, 0x08), flags(4.9, 0x28), recovers(5)])).toBe("violated");
});

test("judges the moment at which the flags were read", () => {
  expect(verdict([begins(4), flags(5, 0x20), recovers(20)])).toBe("holds");
  expect(verdict([flags(5, 0x20), begins(8), recovers(20)])).toBe("violated");
  expect(verdict([begins(3), recovers(3), flags(5, 0x20), recovers(20)])).toBe("violated");
});

test("does not count time in which the host stood still", () => {
  const pause: Line[] = [
    [5.01, 0, { type: "host-paused" }],
    [9, 0, { type: "host-resumed" }],
  ];
  expect(verdict([flags(5, 0x20), ...pause, recovers(9.01)])).toBe("holds");
  expect(verdict([flags(5, 0x20), ...pause, recovers(9.2)])).toBe("violated");
});

test("does not count an election, which is held while the answer waits", () => {
  const started: Line = [4, 0, { type: "election-started", reason: "lock lost" }];
  const ended: Line = [20, 0, { type: "election-ended", leader: 0 }];
  expect(verdict([started, flags(5, 0x20), ended, begins(20)])).toBe("holds");
  expect(verdict([started, flags(5, 0x20), ended, begins(20), recovers(21)])).toBe("holds");
  expect(verdict([started, flags(5, 0x20), ended, begins(20.2), recovers(21)])).toBe("violated");
  const died: Line = [6, 0, { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" }];
  expect(verdict([started, flags(5, 0x20), died, begins(20), recovers(21)])).toBe("violated");
});

test("is unknown to a source that does not see flags", () => {
  expect(judged(inactiveRunsNoRecovery, [], { endS: 9, observes: new Set(["recovery-started"]) }).verdict).toBe(
    "unknown",
  );
});
