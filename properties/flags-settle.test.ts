import { expect, test } from "vitest";
import { flagsSettle } from "./flags-settle.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const heal = { atUs: 20_000_000, core: [0, 1, 2] };
const healed: Line = [20, -1, { type: "healed", core: [0, 1, 2] }];
const pushed = (atS: number): Line => [
  atS,
  1,
  { type: "control-accepted", op: "MODIFY_FLAGS", from: 0, pid: 101, as: "leader" },
];
const verdict = (lines: readonly Line[]) =>
  judged(flagsSettle, [...booted(), ...lines], { endS: 200, setting: { heal } }).verdict;

test("holds when flags are pushed soon after something changed, or a recovery begins", () => {
  expect(verdict([healed, pushed(50)])).toBe("holds");
  expect(verdict([healed, [100, 2, { type: "flags-changed", flags: 0x04 }], pushed(101)])).toBe("holds");
  expect(verdict([healed, [100, 0, { type: "recovery-step", step: "begin", pid: 101 }], pushed(100.1)])).toBe("holds");
});

test("a control that is held back may come as late as it was held back for", () => {
  const late: Line = [30, 1, { type: "control-delayed", op: "MODIFY_FLAGS", from: 0, byUs: 70_000_000 }];
  expect(verdict([healed, late, pushed(101)])).toBe("holds");
  expect(verdict([healed, late, pushed(140)])).toBe("violated");
});

test("is violated by a push for nothing; before the heal anything may be under way", () => {
  expect(verdict([healed, pushed(100)])).toBe("violated");
  expect(verdict([pushed(100)])).toBe("holds");
});
