import { expect, test } from "vitest";
import type { ControlOp } from "../model/index.ts";
import { recoveryKeepsStep } from "./recovery-keeps-step.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const pid = pids.recovery(0);
const starts: Line = [10, 0, { type: "recovery-started", generation: 8, pid }];
const ends: Line = [20, 0, { type: "recovery-completed", generation: 8, pid }];
const did = (atS: number, host: number, op: ControlOp, value?: string): Line => [
  atS,
  host,
  { type: "control-accepted", op, from: 0, pid, as: "leader", ...(value === undefined ? {} : { value }) },
];
const all = (atS: number, op: ControlOp, value?: string): Line[] => [did(atS, 0, op, value), did(atS, 1, op, value)];
const active = all(11, "SET_RECMODE", "active");
const begin = all(12, "START_RECOVERY");
const map = all(13, "SET_VNNMAP");
const normal = all(14, "SET_RECMODE", "normal");
const over = all(15, "END_RECOVERY");

const verdict = (...lines: readonly Line[]) =>
  judged(recoveryKeepsStep, [...booted(2), starts, ...lines], { endS: 60 });

test("holds when all do each step before the next, and when a recovery stops at a refusal", () => {
  expect(verdict(...active, ...begin, ...map, ...normal, ...over, ends).verdict).toBe("holds");
  const refused: Line = [13, 1, { type: "control-refused", op: "SET_VNNMAP", from: 0, pid, as: "leader", why: "no" }];
  expect(verdict(...active, ...begin, did(13, 0, "SET_VNNMAP"), refused).verdict).toBe("holds");
  expect(verdict(...active, ...begin, did(13, 0, "SET_VNNMAP"), refused, ...normal)).toMatchObject({
    atUs: 14_000_000,
  });
});

test("is violated by a step left out, by a node left out, and by one that comes late", () => {
  expect(verdict(...active, ...map)).toMatchObject({ atUs: 13_000_000 });
  expect(verdict(...active, ...begin, ...map, ...normal, ends)).toMatchObject({ atUs: 20_000_000 });
  expect(verdict(...active, did(12, 0, "START_RECOVERY"), ...map)).toMatchObject({ atUs: 13_000_000, hosts: [0, 1] });
  const late = did(13.5, 1, "START_RECOVERY");
  expect(verdict(...active, ...begin, ...map, late)).toMatchObject({ atUs: 13_500_000, hosts: [0, 1] });
});

test("goes by one helper at a time", () => {
  const other: Line = [13, 1, { type: "control-accepted", op: "SET_VNNMAP", from: 1, pid: 999, as: "leader" }];
  expect(verdict(...active, other).verdict).toBe("holds");
});
