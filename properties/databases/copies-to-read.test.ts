import { describe, expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { commits, databases, writes } from "../written-databases.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { readsAreCurrent } from "./reads-are-current.ts";
import { revokesAreRare } from "./revokes-are-rare.ts";

const recovery = (atS: number, generation: number, ...hosts: readonly number[]): Line[] =>
  hosts.flatMap((host): Line[] => [
    [atS, host, { type: "generation-changed", generation }],
    commits(atS, host, generation),
  ]);
const thaws = (atS: number, generation: number, ...hosts: readonly number[]): Line[] =>
  hosts.map((host) => [atS, host, { type: "database-thawed", db: "db1", generation, resent: 0 }]);
const begins = (atS: number, host: number): Line => [atS, host, { type: "read-began", pid: 8, db: "db1", key: "k" }];
const finds = (atS: number, host: number, value: string): Line => [
  atS,
  host,
  { type: "record-read", pid: 8, db: "db1", key: "k", value },
];
const read = (...lines: readonly Line[]): Finding =>
  judged(readsAreCurrent, [...booted(), ...recovery(1, 7, 0, 1, 2), ...lines], { endS: 100, setting: { databases } });

describe("reads-are-current", () => {
  const two = [...writes(2, 0, "k", "old"), ...writes(4, 0, "k", "new")];

  test("holds for what was there when the read began, and for what was written meanwhile", () => {
    expect(read(...two, begins(5, 1), finds(6, 1, "new")).verdict).toBe("holds");
    expect(read(...two, begins(5, 1), ...writes(6, 0, "k", "newer"), finds(7, 1, "new")).verdict).toBe("holds");
    expect(read(...two, begins(5, 1), ...writes(6, 0, "k", "newer"), finds(7, 1, "newer")).verdict).toBe("holds");
  });

  test("is violated by an older value, with a reason that names the write", () => {
    const finding = read(...two, begins(5, 1), finds(6, 1, "old"));
    expect(finding).toMatchObject({ verdict: "violated", atUs: 6_000_000, hosts: [0, 1] });
    expect(finding.why[1]).toBe('When it began "new" was there, written on node 0 and acknowledged at 00:04.000000.');
  });

  test("says nothing of a node that a recovery has left behind, or of a read in which one was", () => {
    const left = [...two, ...recovery(5, 8, 0, 2), ...thaws(6, 8, 0, 2), ...writes(7, 0, "k", "newer")];
    expect(read(...left, begins(8, 1), finds(9, 1, "old")).verdict).toBe("holds");
    expect(read(...two, begins(5, 1), ...recovery(6, 8, 0, 1, 2), finds(9, 1, "old")).verdict).toBe("holds");
  });
});

describe("revokes-are-rare", () => {
  const fails = (count: number, everyS: number): Line[] =>
    Array.from({ length: count }, (_, index) => [
      5 + index * everyS,
      1,
      { type: "record-revoked", db: "db1", key: "k", isDone: false },
    ]);
  const tried = (lines: readonly Line[]): Finding =>
    judged(revokesAreRare, [...booted(), ...lines], { endS: 100, setting: { databases } });

  test("holds for a failure a second, and is violated by a loop", () => {
    expect(tried(fails(60, 1)).verdict).toBe("holds");
    expect(tried(fails(60, 0.001))).toMatchObject({ verdict: "violated", hosts: [1] });
  });
});
