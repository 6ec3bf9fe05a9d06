import { expect, test } from "vitest";
import { recoveriesHoldOff } from "./recoveries-hold-off.ts";
import { booted, judged, type Line, pids, recovers, takesLead } from "./written-trace.ts";

const begins = (atS: number): Line => [atS, 0, { type: "recovery-step", step: "begin", pid: pids.recoverd(0) }];
const start = [...booted(), ...takesLead(5, 0), ...recovers(20, 0)];

test("holds when the next recovery waits, or the last one failed for want of a leader", () => {
  expect(judged(recoveriesHoldOff, [...start, begins(30.1)], { endS: 60 }).verdict).toBe("holds");
  const turned: Line = [20, 0, { type: "leader-believed", leader: 1 }];
  expect(judged(recoveriesHoldOff, [...start, turned, begins(22)], { endS: 60 }).verdict).toBe("holds");
});

test("a helper whose daemon is gone completes its recovery for nobody", () => {
  const orphan = 999;
  const started = (parent: number): Line => [
    40,
    0,
    { type: "process-started", program: "recovery-helper", pid: orphan, parent },
  ];
  const completed: Line = [41, 0, { type: "recovery-completed", generation: 7, pid: orphan }];
  const verdict = (parent: number) =>
    judged(recoveriesHoldOff, [...start, started(parent), completed, begins(45)], { endS: 60 }).verdict;
  expect(verdict(pids.recoverd(0) + 500)).toBe("holds");
  expect(verdict(pids.recoverd(0))).toBe("violated");
});

test("is violated by one right after the other", () => {
  expect(judged(recoveriesHoldOff, [...start, begins(22)], { endS: 60 })).toMatchObject({
    atUs: 22_000_000,
    hosts: [0],
  });
});
