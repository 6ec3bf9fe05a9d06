import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { flushedStays } from "./flushed-stays.ts";

const databases = [{ name: "p.tdb", kind: "persistent" as const }];
const record = { db: "p.tdb", key: "k", pid: 300 };

/** All three nodes take part in a recovery of that generation. */
const recovers = (atS: number, generation: number, hosts = [0, 1, 2]): Line[] =>
  hosts.flatMap((host): Line[] => [
    [atS, host, { type: "generation-changed", generation }],
    [atS, host, { type: "database-committed", db: "p.tdb", generation, digest: 1, records: 1 }],
    [atS, host, { type: "database-thawed", db: "p.tdb", generation, resent: 0 }],
  ]);
const commits = (atS: number, host: number, sequence: number, outcome: "committed" | "failed" = "committed"): Line => [
  atS,
  host,
  { type: "transaction-ended", ...record, value: "x", sequence, outcome },
];
const reads = (atS: number, host: number, sequence: number): Line => [
  atS,
  host,
  { type: "transaction-read", ...record, value: "x", sequence },
];
const verdict = (...lines: readonly Line[]): Finding =>
  judged(flushedStays, [...booted(), ...recovers(1, 7), ...lines], {
    endS: 99,
    setting: { databases },
  });

test("a sequence number that a client was told is found again, after the crash of all nodes too", () => {
  const crash = [0, 1, 2].map((host): Line => [20, host, { type: "host-crashed" }]);
  expect(verdict(commits(10, 0, 5), ...crash, ...recovers(40, 9), reads(50, 1, 5)).verdict).toBe("holds");
  const lost = verdict(commits(10, 0, 5), ...crash, ...recovers(40, 9), reads(50, 1, 4));
  expect(lost).toMatchObject({ verdict: "violated", atUs: 50_000_000, hosts: [0, 1] });
  expect(lost.why[0]).toBe("At 00:50.000000 a client on node 1 read sequence number 4 of p.tdb.");
});

test("what was not acknowledged, or is on a file that was damaged, or on no node that is back, need not be there", () => {
  expect(verdict(commits(10, 0, 5, "failed"), reads(50, 1, 4)).verdict).toBe("holds");
  const damaged = [0, 1, 2].map((host): Line => [20, host, { type: "database-corrupt" }]);
  expect(verdict(commits(10, 0, 5), ...damaged, ...recovers(40, 9), reads(50, 1, 0)).verdict).toBe("holds");
  expect(verdict(commits(10, 0, 5), ...damaged.slice(1), ...recovers(40, 9), reads(50, 1, 0)).verdict).toBe("violated");
});

test("not applicable where nothing is flushed", () => {
  const volatile = { databases: [{ name: "v.tdb", kind: "volatile" as const }] };
  expect(judged(flushedStays, booted(), { endS: 9, setting: volatile }).verdict).toBe("not-applicable");
});

test("where clients have committed without any of those who wrote it, it is left behind", () => {
  const crash: Line[] = [
    [20, 0, { type: "host-crashed" }],
    [20, 1, { type: "host-crashed" }],
  ];
  const asks: Line = [45, 2, { type: "transaction-asked", ...record, value: "y", sequence: 1 }];
  const apart = [...recovers(8, 8, [0, 1]), commits(10, 0, 5), ...crash, ...recovers(40, 9, [2])];
  const together = recovers(60, 10, [1, 2]);
  expect(verdict(...apart, ...together, reads(70, 1, 4)).verdict).toBe("violated");
  expect(verdict(...apart, asks, ...together, reads(70, 1, 4)).verdict).toBe("holds");
});
