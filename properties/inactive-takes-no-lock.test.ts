import { expect, test } from "vitest";
import { inactiveTakesNoLock } from "./inactive-takes-no-lock.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const stopped: Line = [20, 0, { type: "flags-changed", flags: 0x20 }];
const tries = (atS: number): Line => [atS, 0, { type: "lock-believed", lock: "taking" }];

const verdict = (...lines: readonly Line[]) => judged(inactiveTakesNoLock, [...booted(), ...lines], { endS: 200 });

test("holds for an active node, and for one whose daemon may not know yet", () => {
  expect(verdict(tries(100)).verdict).toBe("holds");
  expect(verdict(stopped, tries(40)).verdict).toBe("holds");
});

test("is violated by a race of a node that has been stopped for long", () => {
  expect(verdict(stopped, tries(90))).toMatchObject({ atUs: 90_000_000, hosts: [0] });
  const back: Line = [50, 0, { type: "flags-changed", flags: 0 }];
  expect(verdict(stopped, back, tries(90)).verdict).toBe("holds");
});
