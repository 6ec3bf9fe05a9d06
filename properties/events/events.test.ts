import { expect, test } from "vitest";
import type { EventName, EventOutcome } from "../../model/index.ts";
import { judged, type Line, pids } from "../written-trace.ts";
import {
  eventsEndInTime,
  healthFollowsMonitor,
  healthyInCalmTime,
  healthyMeansWorking,
  monitorEventsKeepApart,
  monitoredInTime,
  noMonitorInRecovery,
  oneEventAtATime,
  recoveryForbidsEvents,
} from "./index.ts";

const pid = 101;
const began = (atS: number, run: number, event: EventName, waitedUs = 0): Line => [
  atS,
  0,
  { type: "event-began", event, run, pid, waitedUs },
];
const ended = (atS: number, run: number, event: EventName, outcome: EventOutcome = "done"): Line => [
  atS,
  0,
  { type: "event-ended", event, run, pid, outcome },
];
const flags = (atS: number, bits: number): Line => [atS, 0, { type: "flags-changed", flags: bits }];

const starts: Line[] = [
  [0, 0, { type: "process-started", program: "ctdbd", pid: 100, parent: 1 }],
  [0, 0, { type: "process-started", program: "eventd", pid, parent: 100 }],
  flags(0, 0x02),
];
const runs: Line[] = [
  ...starts,
  [10, 0, { type: "recovery-mode-changed", mode: "normal" }],
  [20, 0, { type: "runstate-changed", runState: "running" }],
];

test("events run one at a time, in order, and a monitor event gives way", () => {
  const verdict = (...lines: Line[]) => judged(oneEventAtATime, [...starts, ...lines], { endS: 60 }).verdict;
  const first = [began(1, 1, "takeip"), ended(2, 1, "takeip")];
  expect(verdict(...first, began(2, 2, "releaseip", 900_000))).toBe("holds");
  expect(verdict(began(1, 1, "takeip"), began(1.5, 2, "releaseip"))).toBe("violated");
  expect(verdict(began(1, 2, "takeip"), ended(2, 2, "takeip"), began(2, 1, "releaseip"))).toBe("violated");
  const slow = [began(1, 1, "monitor"), ended(3, 1, "monitor"), began(3, 2, "releaseip", 1_500_000)];
  expect(verdict(...slow)).toBe("violated");
});

test("an event is over when its time is, waiting counted", () => {
  const finding = (...lines: Line[]) => judged(eventsEndInTime, [...starts, ...lines], { endS: 90 });
  expect(finding(began(1, 1, "takeip"), ended(30, 1, "takeip", "timed-out")).verdict).toBe("holds");
  expect(finding(began(1, 1, "takeip")).verdict).toBe("violated");
  expect(finding(began(1, 1, "takeip", 20_000_000), ended(30, 1, "takeip")).verdict).toBe("violated");
});

test("health follows the monitor event", () => {
  const verdict = (...lines: Line[]) => judged(healthFollowsMonitor, [...runs, ...lines], { endS: 90 }).verdict;
  const well = [ended(22, 1, "monitor"), flags(22, 0)];
  expect(verdict(...well, ended(30, 2, "monitor", "failed"), flags(30, 0x02))).toBe("holds");
  expect(verdict(flags(22, 0))).toBe("violated");
  expect(verdict(...well, ended(30, 2, "monitor", "failed"))).toBe("violated");
  expect(verdict(ended(22, 1, "monitor", "timed-out"), flags(22, 0))).toBe("violated");
  expect(verdict(...well, ended(30, 2, "monitor", "timed-out"), flags(30, 0x02))).toBe("violated");
  const hangs = Array.from({ length: 20 }, (_, index) => ended(30 + index, 2 + index, "monitor", "timed-out"));
  expect(verdict(...well, ...hangs, flags(49, 0x02))).toBe("holds");
  expect(verdict(...well, ...hangs)).toBe("violated");
  expect(verdict(...well, ...hangs.slice(1))).toBe("holds");
  expect(verdict(...well, ended(30, 2, "monitor", "cancelled"))).toBe("holds");
  const dies: Line = [29, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }];
  expect(verdict(...well, dies, ended(30, 2, "monitor", "failed"))).toBe("holds");
});

test("a node that works is monitored, and found healthy", () => {
  const monitored = (...lines: Line[]) => judged(monitoredInTime, [...runs, ...lines], { endS: 40 }).verdict;
  expect(monitored(began(22, 1, "monitor"), ended(23, 1, "monitor"))).toBe("violated");
  expect(monitored(began(22, 1, "monitor"), ended(26, 1, "monitor"))).toBe("holds");
  const calm = (...lines: Line[]) => judged(healthyInCalmTime, [...runs, ...lines], { endS: 200 }).verdict;
  expect(calm(flags(60, 0))).toBe("holds");
  expect(calm()).toBe("violated");
});

test("no monitor event begins in a recovery", () => {
  const verdict = (atS: number) => {
    const active: Line = [25, 0, { type: "recovery-mode-changed", mode: "active" }];
    return judged(noMonitorInRecovery, [...runs, active, began(atS, 1, "monitor")], { endS: 60 }).verdict;
  };
  expect(verdict(25)).toBe("holds");
  expect(verdict(26)).toBe("violated");
});

test("in a recovery nothing is taken, nor started", () => {
  const verdict = (event: EventName, atS: number, waitedUs = 0) => {
    const active: Line = [25, 0, { type: "recovery-mode-changed", mode: "active" }];
    return judged(recoveryForbidsEvents, [...runs, active, began(atS, 1, event, waitedUs)], { endS: 60 }).verdict;
  };
  expect(verdict("takeip", 26)).toBe("violated");
  expect(verdict("startup", 26)).toBe("violated");
  expect(verdict("takeip", 25)).toBe("holds");
  expect(verdict("takeip", 30, 6_000_000)).toBe("holds");
  expect(verdict("releaseip", 26)).toBe("holds");
});

test("monitor events come more and more rarely", () => {
  const verdict = (...lines: Line[]) => judged(monitorEventsKeepApart, [...runs, ...lines], { endS: 90 }).verdict;
  const look = (atS: number, run: number): Line[] => [began(atS, run, "monitor"), ended(atS, run, "monitor")];
  const first = look(22, 1);
  expect(verdict(...first, ...look(24, 2), ...look(28, 3), ...look(36, 4), ...look(51, 5))).toBe("holds");
  expect(verdict(...first, ...look(23, 2))).toBe("violated");
  expect(verdict(...first, ...look(24, 2), ...look(26, 3))).toBe("violated");
  // After a change of its health: 5 s, 10 s.
  const well = [...first, flags(22, 0)];
  expect(verdict(...well, ...look(27, 2), ...look(37, 3))).toBe("holds");
  expect(verdict(...well, ...look(26, 2))).toBe("violated");
  expect(verdict(...well, ...look(27, 2), ...look(32, 3))).toBe("violated");
  // A daemon that starts anew, or a clock that was set, begins anew.
  const again: Line = [22.5, 0, { type: "runstate-changed", runState: "running" }];
  expect(verdict(...first, again, ...look(23, 2))).toBe("holds");
  expect(verdict(...first, [22.5, 0, { type: "clock-stepped", byUs: 2_000_000 }], ...look(23, 2))).toBe("holds");
});

test("failures are borne only of what has worked", () => {
  const down = (atS: number): Line => [atS, 0, { type: "service-down", service: "nfs" }];
  const verdict = (...lines: Line[]) => judged(healthyMeansWorking, lines, { endS: 60 }).verdict;
  expect(verdict(...runs, down(21), flags(22, 0))).toBe("holds");
  expect(verdict(down(0), ...runs, flags(22, 0))).toBe("violated");
});
