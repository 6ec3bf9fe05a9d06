import { expect, test } from "vitest";
import { nfs, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { takenAddressesAreInGrace } from "./taken-addresses-are-in-grace.ts";

const setting = { nfs: { ...nfs, grace: "lock-managers" as const } };
const verdict = (...lines: readonly Line[]): string =>
  judged(takenAddressesAreInGrace, [...served, ...lines], { endS: 100, setting }).verdict;

const begins: Line = [20, 2, { type: "event-began", event: "takeip", run: 7, pid: 1, waitedUs: 0, address: "a0" }];
const ends = (outcome: "done" | "failed"): Line => [
  22,
  2,
  {
    type: "event-ended",
    event: "takeip",
    run: 7,
    pid: 1,
    outcome,
    ...(outcome === "done" ? {} : { script: "60.nfs" }),
  },
];
const grace = (atS: number, addresses: readonly string[]): Line => [atS, 2, { type: "grace-began", addresses }];

test("holds when the lock manager of the address was started meanwhile", () => {
  expect(verdict(begins, grace(21, ["a0"]), ends("done"))).toBe("holds");
});

test("is violated when it was not, or that of another one was, or that of the time before", () => {
  expect(verdict(begins, ends("done"))).toBe("violated");
  expect(verdict(begins, grace(21, ["a1"]), ends("done"))).toBe("violated");
  expect(verdict(grace(19, ["a0"]), begins, ends("done"))).toBe("violated");
});

test("nothing is asked of an event that failed, or of a server that was stopped or started meanwhile", () => {
  expect(verdict(begins, ends("failed"))).toBe("holds");
  expect(verdict([15, 2, { type: "lock-manager-stopped", addresses: [] }], begins, ends("done"))).toBe("holds");
  const restarts: Line = [21, 2, { type: "process-started", program: "nfs-server", pid: 9, parent: 1 }];
  expect(verdict(begins, restarts, ends("done"))).toBe("holds");
});
