import { expect, test } from "vitest";
import { recoveryByHolder } from "./recovery-by-holder.ts";
import { booted, judged, type Line, losesLock, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];

function begins(atS: number, host: number): Line {
  return [atS, host, { type: "recovery-started", generation: 8, pid: pids.recovery(host) }];
}

function completes(atS: number, host: number): Line {
  return [atS, host, { type: "recovery-completed", generation: 8, pid: pids.recovery(host) }];
}

test("holds for the holder, also if it loses the lock on the way", () => {
  expect(judged(recoveryByHolder, [...start, begins(2, 0), completes(3, 0)], { endS: 9 }).verdict).toBe("holds");
  const lines = [...start, begins(2, 0), ...losesLock(2, 0), ...takesLead(2.5, 1), completes(9, 0)];
  expect(judged(recoveryByHolder, lines, { endS: 9 }).verdict).toBe("holds");
});

test("is violated by a recovery begun while another node held the lock", () => {
  const lines = [...start, ...losesLock(2, 0), ...takesLead(2.5, 1), begins(2.7, 0), completes(3, 0)];
  const finding = judged(recoveryByHolder, lines, { endS: 9 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 3_000_000, hosts: [0] });
  expect(finding.why[1]).toContain("node 1 had held");
});

test("forgives a loss of this very moment, and recoveries that never complete", () => {
  const soon = [...start, ...losesLock(2, 0), ...takesLead(2.01, 1), begins(2.05, 0), completes(3, 0)];
  expect(judged(recoveryByHolder, soon, { endS: 9 }).verdict).toBe("holds");
  const aborted = [...start, ...losesLock(2, 0), ...takesLead(2.5, 1), begins(2.7, 0)];
  expect(judged(recoveryByHolder, aborted, { endS: 9 }).verdict).toBe("holds");
});

test("is violated long after the loss, though nobody else took the lock", () => {
  const late = [...start, ...losesLock(2, 0), begins(34, 0), completes(35, 0)];
  expect(judged(recoveryByHolder, late, { endS: 99 }).verdict).toBe("violated");
  const inTime = [...start, ...losesLock(2, 0), begins(32, 0), completes(35, 0)];
  expect(judged(recoveryByHolder, inTime, { endS: 99 }).verdict).toBe("holds");
});

test("is violated by a node that never held it, and by a helper that never ends", () => {
  expect(judged(recoveryByHolder, [...start, begins(2, 2), completes(3, 2)], { endS: 9 }).verdict).toBe("violated");
  const endless = [...start, begins(2, 0), ...losesLock(2, 0), completes(400, 0)];
  expect(judged(recoveryByHolder, endless, { endS: 999 }).verdict).toBe("violated");
});

test("is unknown to a source that sees no lock, and not applicable without one", () => {
  const lines = [...start, begins(2, 0), completes(3, 0)];
  expect(judged(recoveryByHolder, lines, { endS: 9, observes: new Set(["recovery-started"]) }).verdict).toBe("unknown");
  expect(judged(recoveryByHolder, lines, { endS: 9, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
