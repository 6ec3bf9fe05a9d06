import { describe, expect, test } from "vitest";
import { nfs, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { membersComeUp } from "./members-come-up.ts";
import { sharedGraceWaitsForAll } from "./shared-grace-waits-for-all.ts";

const setting = { nfs: { ...nfs, grace: "clustered-epochs" as const } };
/** The server of an address writes the object: who needs the grace, who enforces it. */
const written = (atS: number, by: number, needing: readonly string[], enforcing: readonly string[]): Line => [
  atS,
  by,
  {
    type: "shared-grace-written",
    address: `a${by}`,
    epoch: 2,
    recovering: needing.length > 0 ? 1 : 0,
    needing,
    enforcing,
  },
];
const up = (atS: number, host: number): Line => [atS, host, { type: "grace-began", addresses: [`a${host}`] }];
const down = (atS: number, host: number): Line => [
  atS,
  host,
  { type: "lock-manager-stopped", addresses: [`a${host}`] },
];

describe("shared-grace-waits-for-all", () => {
  const both = ["a0", "a1"];
  const joined = [written(5, 0, ["a0"], ["a0"]), written(6, 1, both, both), up(7, 0), up(7, 1)];
  const verdict = (...lines: readonly Line[]): string =>
    judged(sharedGraceWaitsForAll, [...served, ...lines], { endS: 100, setting }).verdict;

  test("holds when servers begin, and the grace ends, with everybody enforcing", () => {
    expect(verdict(...joined, written(20, 0, ["a1"], both), written(21, 1, [], both))).toBe("holds");
  });

  test("is violated by a server that begins before another one enforces", () => {
    const open = [written(20, 0, [], ["a1"]), written(21, 1, [], [])];
    const again = [...joined, ...open, down(30, 0), written(31, 0, ["a0"], ["a0"])];
    expect(verdict(...again, up(32, 0))).toBe("violated");
    expect(verdict(...again, written(32, 1, ["a0"], both), up(33, 0))).toBe("holds");
  });

  test("is violated by a lift before another one enforces", () => {
    expect(verdict(...joined, written(20, 0, ["a1"], ["a0"]), written(21, 1, [], ["a0"]))).toBe("violated");
  });
});

describe("members-come-up", () => {
  const verdict = (...lines: readonly Line[]): string =>
    judged(membersComeUp, [...served, ...lines], { endS: 300, setting }).verdict;

  test("holds when all do, is violated when one does not, or not where its address is now", () => {
    expect(verdict(up(5, 0), up(6, 1))).toBe("holds");
    expect(verdict(up(5, 0))).toBe("violated");
    const moves: Line[] = [
      [20, 0, { type: "address-removed", address: "a0" }],
      [21, 2, { type: "address-added", address: "a0" }],
    ];
    expect(verdict(up(5, 0), up(6, 1), down(20, 0), ...moves)).toBe("violated");
  });

  test("does not count while an address is served by nobody: its server is waited for", () => {
    expect(verdict(up(5, 0), [20, 0, { type: "address-removed", address: "a0" }])).toBe("holds");
  });
});
