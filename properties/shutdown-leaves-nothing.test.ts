import { expect, test } from "vitest";
import { shutdownLeavesNothing } from "./shutdown-leaves-nothing.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const begins: Line = [20, 0, { type: "runstate-changed", runState: "shutdown" }];
const drops: Line = [21, 0, { type: "address-removed", address: "10.0.0.1" }];
const recoverdGoes: Line = [
  21,
  0,
  { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "exit" },
];
const gone = (cause: "exit" | "killed"): Line => [
  22,
  0,
  { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause },
];
const verdict = (lines: readonly Line[]) =>
  judged(shutdownLeavesNothing, [...booted(), begins, ...lines], { endS: 60 }).verdict;

test("holds when both are gone before the daemon is, or it is killed meanwhile", () => {
  expect(verdict([drops, recoverdGoes, gone("exit")])).toBe("holds");
  expect(verdict([gone("killed")])).toBe("holds");
});

test("is violated by addresses that are left, and by a recovery daemon that nobody stopped", () => {
  expect(verdict([recoverdGoes, gone("exit")])).toBe("violated");
  expect(verdict([drops, gone("exit")])).toBe("violated");
});

test("a shutdown event that was given up goes on without its daemon", () => {
  const late: Line = [50, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "exit" }];
  expect(verdict([recoverdGoes, late])).toBe("holds");
});

test("a recovery daemon that stands still has not heard the signal", () => {
  const stops: Line = [20.5, 0, { type: "process-stopped", program: "recoverd", pid: pids.recoverd(0) }];
  expect(verdict([stops, drops, gone("exit")])).toBe("holds");
});

test("a daemon whose event daemon dies exits at once", () => {
  const dies = (cause: "killed" | "terminated"): Line => [
    21,
    0,
    { type: "process-exited", program: "eventd", pid: 900, cause },
  ];
  expect(verdict([dies("killed"), gone("exit")])).toBe("holds");
  expect(verdict([dies("terminated"), gone("exit")])).toBe("violated");
});

test("by a clock that was set meanwhile the shutdown event has another time", () => {
  const steps = (atS: number): Line => [atS, 0, { type: "clock-stepped", byUs: 29_000_000 }];
  expect(verdict([steps(20.5), recoverdGoes, gone("exit")])).toBe("holds");
  expect(
    judged(shutdownLeavesNothing, [...booted(), steps(10), begins, recoverdGoes, gone("exit")], { endS: 60 }),
  ).toMatchObject({ verdict: "violated" });
});
