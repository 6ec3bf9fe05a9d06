import { expect, test } from "vitest";
import { peerReportsAlternate } from "./peer-reports-alternate.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const connected = (atS: number): Line => [atS, 0, { type: "peer-connected", peer: 1 }];
const dead = (atS: number): Line => [atS, 0, { type: "peer-dead", peer: 1, cause: "closed" }];
const restarts: Line = [30, 0, { type: "process-started", program: "ctdbd", pid: 500, parent: 1 }];
const verdict = (lines: readonly Line[]) => judged(peerReportsAlternate, [...booted(), ...lines], { endS: 60 }).verdict;

test("holds when one follows the other, and for a new daemon", () => {
  expect(verdict([connected(1), dead(20), connected(21)])).toBe("holds");
  expect(verdict([connected(1), restarts, connected(31)])).toBe("holds");
});

test("is violated by the same news twice, and by the death of a peer that was never there", () => {
  expect(verdict([connected(1), connected(2)])).toBe("violated");
  expect(verdict([dead(2)])).toBe("violated");
  expect(verdict([connected(1), dead(2), dead(3)])).toBe("violated");
});
