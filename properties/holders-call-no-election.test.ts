import { expect, test } from "vitest";
import { holdersCallNoElection } from "./holders-call-no-election.ts";
import { booted, judged, type Line, losesLock, takesLead } from "./written-trace.ts";

const says = (atS: number): Line => [atS, 0, { type: "leadership-claimed", leader: 0 }];
const forces = (atS: number, host = 0): Line => [atS, host, { type: "election-started", reason: "leader timeout" }];
const fault = (atS: number, kind: string): Line => [
  atS,
  -1,
  { type: "fault-injected", fault: kind, index: 0, detail: "" },
];
const ban: Line[] = [fault(58, "admin"), [58, 1, { type: "admin-command", command: "ban" }]];

const verdict = (...lines: Line[]) =>
  judged(holdersCallNoElection, [...booted(), ...takesLead(10, 0), ...lines], { endS: 100 }).verdict;

test("who leads, holds the lock and announces itself forces no election", () => {
  expect(verdict(says(59), forces(60))).toBe("violated");
  expect(verdict(says(59), forces(60, 1))).toBe("holds");
});

test("that somebody was banned is no reason", () => {
  expect(verdict(...ban, says(59), forces(60))).toBe("violated");
});

test("who has lost the lock, or does not announce itself, has one", () => {
  const lost: Line = [59.5, 0, { type: "lock-believed", lock: "none" }];
  expect(verdict(says(59), ...losesLock(59.5, 0), lost, forces(60))).toBe("holds");
  expect(verdict(says(40), forces(60))).toBe("holds");
  expect(verdict(forces(60))).toBe("holds");
});

test("who has just noticed the loss forces it before its belief is seen to change", () => {
  const noticed = (atS: number): Line => [atS, 0, { type: "lock-lost" }];
  expect(verdict(says(59), noticed(60), forces(60))).toBe("holds");
  expect(verdict(says(59), noticed(59.9), forces(60))).toBe("violated");
});

test("a fault may keep it from hearing itself", () => {
  expect(verdict(fault(30, "slow-local-delivery"), says(59), forces(60))).toBe("holds");
  expect(verdict(fault(59, "clock-step"), says(59), forces(60))).toBe("holds");
});

test("says nothing of nodes of 4.3", () => {
  const lines = [...booted(), ...takesLead(10, 0), says(59), forces(60)];
  expect(judged(holdersCallNoElection, lines, { endS: 100, setting: { ctdb: "4.3" } }).verdict).toBe("not-applicable");
  expect(judged(holdersCallNoElection, lines, { endS: 100, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
