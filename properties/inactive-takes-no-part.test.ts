import { expect, test } from "vitest";
import { inactiveTakesNoPart } from "./inactive-takes-no-part.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

const begins: Line = [60, 0, { type: "recovery-started", generation: 9, pid: 150 }];
const stopped = (atS: number): Line => [atS, 1, { type: "flags-changed", flags: 0x20 }];
const given = (generation: number): Line => [62, 1, { type: "generation-changed", generation }];
const find = (...lines: Line[]) =>
  judged(inactiveTakesNoPart, [...booted(), ...takesLead(1, 0), ...lines], { endS: 90 });

test("who was stopped before a recovery began is given no generation by it", () => {
  expect(find(begins, given(9)).verdict).toBe("holds");
  expect(find(stopped(59), begins, given(9))).toMatchObject({ verdict: "violated", hosts: [1] });
  expect(find(stopped(59), begins, given(1)).verdict).toBe("holds");
});

test("who is stopped while it goes on may have been asked before", () => {
  expect(find(begins, stopped(61), given(9)).verdict).toBe("holds");
});

test("says nothing where a node recovers serially", () => {
  const setting = { recovery: "serial" } as const;
  const lines = [...booted(), stopped(59), begins, given(9)];
  expect(judged(inactiveTakesNoPart, lines, { endS: 90, setting }).verdict).toBe("not-applicable");
});
