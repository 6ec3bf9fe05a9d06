import { expect, test } from "vitest";
import type { RunState } from "../model/index.ts";
import { runStatesInOrder } from "./run-states-in-order.ts";
import { judged, type Line } from "./written-trace.ts";

const starts: Line = [0, 0, { type: "process-started", program: "ctdbd", pid: 100, parent: 1 }];
const enters = (atS: number, runState: RunState): Line => [atS, 0, { type: "runstate-changed", runState }];
const recovered = (atS: number): Line => [
  atS,
  0,
  { type: "control-accepted", op: "END_RECOVERY", from: 1, pid: 7, as: "leader" },
];
const verdict = (lines: readonly Line[]) => judged(runStatesInOrder, [starts, ...lines], { endS: 90 }).verdict;
const young = [enters(0, "init"), enters(1, "setup"), enters(2, "first-recovery")];

test("holds for a start-up as it should be, and for a shutdown out of it", () => {
  expect(verdict([...young, recovered(5), enters(5, "startup"), enters(18, "running")])).toBe("holds");
  expect(verdict([...young, enters(3, "shutdown")])).toBe("holds");
});

test("a recovery that comes during SETUP is the first one", () => {
  expect(verdict([enters(0, "init"), enters(1, "setup"), recovered(2), enters(3, "startup")])).toBe("holds");
});

test("a new recovery after a settled time, during the startup event, does not matter", () => {
  expect(verdict([...young, recovered(5), enters(5, "startup"), recovered(19), enters(20, "running")])).toBe("holds");
});

test("an end that is refused in recovery mode does not begin the wait anew, one that its event fails does", () => {
  const refused: Line = [
    15,
    0,
    { type: "control-refused", op: "END_RECOVERY", from: 1, pid: 7, as: "leader", why: "its event failed" },
  ];
  const mode = (atS: number, value: "active" | "normal"): Line => [
    atS,
    0,
    { type: "recovery-mode-changed", mode: value },
  ];
  const start = [...young, mode(4, "normal"), recovered(5), enters(5, "startup")];
  expect(verdict([...start, mode(14, "active"), refused, mode(16, "normal"), enters(19, "running")])).toBe("holds");
  expect(verdict([...start, refused, enters(19, "running")])).toBe("violated");
});

test("is violated by a state left out, by one without its recovery, and by haste", () => {
  expect(verdict([enters(0, "init"), enters(1, "first-recovery")])).toBe("violated");
  expect(verdict([...young, enters(5, "startup")])).toBe("violated");
  expect(verdict([...young, recovered(5), enters(5, "startup"), enters(17, "running")])).toBe("violated");
});
