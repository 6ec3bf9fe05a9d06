import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { booted, judged, type Line, pids } from "../written-trace.ts";
import { globalLockExcludes } from "./global-lock-excludes.ts";

const databases = [
  { name: "p.tdb", kind: "persistent" as const },
  { name: "q.tdb", kind: "persistent" as const },
  { name: "g_lock.tdb", kind: "volatile" as const },
];
const thaws = (atS: number, generation: number, hosts = [0, 1, 2]): Line[] =>
  hosts.map((host): Line => [atS, host, { type: "database-thawed", db: "g_lock.tdb", generation, resent: 0 }]);
const begins = (atS: number, host: number, pid: number, db = "p.tdb"): Line => [
  atS,
  host,
  { type: "transaction-began", pid, db, key: "k" },
];
const ends = (atS: number, host: number, pid: number): Line => [
  atS,
  host,
  { type: "transaction-ended", pid, db: "p.tdb", key: "k", value: "x", sequence: 1, outcome: "committed" },
];
const verdict = (...lines: readonly Line[]): Finding =>
  judged(globalLockExcludes, [...booted(), ...thaws(1, 7), ...lines], { endS: 200, setting: { databases } });

test("two transactions over one database are not open at once, across a recovery of all neither", () => {
  const rivals = verdict(begins(10, 0, 300), begins(11, 1, 400));
  expect(rivals).toMatchObject({ verdict: "violated", atUs: 11_000_000, hosts: [0, 1] });
  expect(rivals.why[0]).toBe("At 00:11.000000 a client on node 1 began a transaction over p.tdb.");
  expect(verdict(begins(10, 0, 300), ...thaws(11, 9), begins(12, 0, 301)).verdict).toBe("violated");
});

test("one after another, over two databases, or after the client is gone, they may be", () => {
  expect(verdict(begins(10, 0, 300), ends(11, 0, 300), begins(12, 1, 400)).verdict).toBe("holds");
  expect(verdict(begins(10, 0, 300), begins(11, 1, 400, "q.tdb")).verdict).toBe("holds");
  const killed: Line = [11, 0, { type: "process-exited", program: "samba-client", pid: 300, cause: "killed" }];
  expect(verdict(begins(10, 0, 300), killed, begins(12, 1, 400)).verdict).toBe("holds");
  expect(verdict(begins(10, 0, 300), [11, 0, { type: "host-crashed" }], begins(12, 1, 400)).verdict).toBe("holds");
});

test.each<[string, readonly Line[]]>([
  ["a peer is lost sight of", [[11, 1, { type: "peer-dead", peer: 0, cause: "silent" }]]],
  ["a node is stopped", [[11, 2, { type: "generation-changed", generation: 1 }]]],
  ["a daemon dies", [[11, 2, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(2), cause: "killed" }]]],
  ["the others recover without it", thaws(11, 9, [1, 2])],
])("excused where %s: the lock may be lost with it", (_what, between) => {
  expect(verdict(begins(10, 0, 300), ...between, begins(12, 1, 400)).verdict).toBe("holds");
});

test("who was asked for the holder for as long as a control may take counts it as gone", () => {
  expect(verdict(begins(10, 0, 300), begins(69, 1, 400)).verdict).toBe("violated");
  expect(verdict(begins(10, 0, 300), begins(71, 1, 400)).verdict).toBe("holds");
});

test("not applicable without global locks", () => {
  const setting = { databases: databases.slice(0, 1) };
  expect(judged(globalLockExcludes, booted(), { endS: 9, setting }).verdict).toBe("not-applicable");
});
