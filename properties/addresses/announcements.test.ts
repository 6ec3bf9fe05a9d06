import { expect, test } from "vitest";
import type { EventName } from "../../model/index.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { onlyHoldersAnnounce, takenIsAnnounced } from "./index.ts";

const pid = 150;
const address = "10.0.0.9";
const eventd: Line = [0, 0, { type: "process-started", program: "eventd", pid, parent: pids.ctdbd(0) }];
const began = (atS: number, run: number, event: EventName, waitedUs = 0): Line => [
  atS,
  0,
  { type: "event-began", event, run, pid, waitedUs, address },
];
const ended = (atS: number, run: number, event: EventName): Line => [
  atS,
  0,
  { type: "event-ended", event, run, pid, outcome: "done" },
];
const assigned = (atS: number, on: boolean): Line => [atS, 0, { type: "address-assigned", address, on }];
const announced = (atS: number): Line => [atS, 0, { type: "address-announced", address }];
const takes: Line[] = [
  assigned(20, true),
  began(20, 1, "takeip"),
  [21, 0, { type: "address-added", address }],
  ended(21, 1, "takeip"),
];

test("what was taken is announced three times, unless it goes meanwhile", () => {
  const verdict = (...lines: Line[]) =>
    judged(takenIsAnnounced, [...booted(), eventd, ...takes, ...lines], { endS: 60 }).verdict;
  const twice = [announced(21), announced(22.1)];
  expect(verdict(...twice, announced(23.2))).toBe("holds");
  expect(verdict()).toBe("violated");
  expect(verdict(announced(21))).toBe("violated");
  expect(verdict(...twice)).toBe("violated");
  expect(verdict(announced(21), assigned(22, false))).toBe("holds");
  const dies: Line = [22, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }];
  expect(verdict(announced(21), dies)).toBe("holds");
  expect(verdict(announced(21), [22, 0, { type: "host-crashed" }])).toBe("holds");
  // A release that stands in line has ended it when it was asked for.
  const waits = [began(21, 2, "ipreallocated"), began(29, 3, "releaseip", 8_000_000)];
  expect(verdict(announced(21), waits[0] as Line, ended(29, 2, "ipreallocated"), waits[1] as Line)).toBe("holds");
  expect(verdict(announced(21), waits[0] as Line, ended(29, 2, "ipreallocated"))).toBe("violated");
});

test("a takeip event that failed, or left nothing behind, need not be announced", () => {
  const verdict = (...lines: Line[]) => judged(takenIsAnnounced, [...booted(), eventd, ...lines], { endS: 60 }).verdict;
  const failed: Line = [21, 0, { type: "event-ended", event: "takeip", run: 1, pid, outcome: "failed" }];
  expect(verdict(...takes.slice(0, 3), failed)).toBe("holds");
  expect(verdict(...takes.slice(0, 3), assigned(21, false), ended(21, 1, "takeip"))).toBe("holds");
  // It belongs to a main daemon that is gone.
  const orphan: Line = [0, 0, { type: "process-started", program: "eventd", pid, parent: 1 }];
  expect(judged(takenIsAnnounced, [...booted(), orphan, ...takes], { endS: 60 }).verdict).toBe("holds");
});

test("nobody announces what it does not serve", () => {
  const verdict = (...lines: Line[]) => judged(onlyHoldersAnnounce, [...booted(), ...lines], { endS: 60 }).verdict;
  expect(verdict(assigned(20, true), announced(21))).toBe("holds");
  expect(verdict(announced(21))).toBe("violated");
  expect(verdict(assigned(20, true), announced(21), assigned(22, false), announced(23))).toBe("violated");
});
