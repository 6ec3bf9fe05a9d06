import { expect, test } from "vitest";
import { inactiveIsOut } from "./inactive-is-out.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const stopped: Line = [20, 0, { type: "flags-changed", flags: 0x20 }];
const active: Line = [20, 0, { type: "recovery-mode-changed", mode: "active" }];
const forgets: Line = [20, 0, { type: "generation-changed", generation: 1 }];
const verdict = (lines: readonly Line[]) => judged(inactiveIsOut, [...booted(), ...lines], { endS: 60 }).verdict;

test("holds when a node that is stopped is out at once, whatever others do to it later", () => {
  expect(verdict([stopped, active, forgets])).toBe("holds");
  expect(verdict([stopped, active, forgets, [21, 0, { type: "generation-changed", generation: 9 }]])).toBe("holds");
});

test("is violated by one that keeps its generation, or its recovery mode", () => {
  expect(verdict([stopped, active])).toBe("violated");
  expect(verdict([stopped, forgets])).toBe("violated");
});
