import { expect, test } from "vitest";
import type { RecoveryDesign } from "../../model/index.ts";
import { databases } from "../written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { freeDatabasesFreeze } from "./free-databases-freeze.ts";

const stands = (atS: number): Line => [atS, 1, { type: "database-freezing", db: "db1" }];
const frozen = (atS: number): Line => [atS, 1, { type: "database-frozen", db: "db1" }];
const locks = (atS: number, host = 1): Line => [
  atS,
  host,
  { type: "record-locked", pid: 77, db: "db1", key: "a", value: "1", rsn: 1 },
];
const unlocks = (atS: number): Line => [atS, 1, { type: "record-unlocked", pid: 77, db: "db1", key: "a" }];
const killed: Line = [22, 1, { type: "process-exited", program: "db-lock-helper", pid: 9, cause: "killed" }];
const fault: Line = [21, 1, { type: "fault-injected", fault: "pause-host", index: 0, detail: "" }];
const start = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const verdict = (lines: readonly Line[], recovery: RecoveryDesign = "parallel") =>
  judged(freeDatabasesFreeze, [...start, ...lines], { endS: 400, setting: { databases, recovery } }).verdict;

test("holds when it is frozen in time, and while a client there holds a record", () => {
  expect(verdict([stands(20), frozen(29)])).toBe("holds");
  expect(verdict([locks(10), stands(20)])).toBe("holds");
  expect(verdict([locks(10), stands(20), unlocks(90), frozen(99)])).toBe("holds");
});

test("holds where something may be slow, and where the helper was killed", () => {
  expect(verdict([stands(20), fault])).toBe("holds");
  expect(verdict([stands(20), killed])).not.toBe("violated");
});

test("holds while the helper of several databases may wait for a client of another one", () => {
  const other: Line = [10, 1, { type: "record-locked", pid: 77, db: "db2", key: "a", value: "1", rsn: 1 }];
  const both = { databases: [...databases, { name: "db2", kind: "volatile" as const }] };
  const says = (recovery: RecoveryDesign) =>
    judged(freeDatabasesFreeze, [...start, other, stands(20)], { endS: 400, setting: { ...both, recovery } }).verdict;
  expect(says("serial")).toBe("holds");
  expect(says("untangled")).toBe("violated");
});

test("is violated by a freeze that nobody to be seen holds up", () => {
  expect(verdict([stands(20)])).toBe("violated");
  expect(verdict([locks(10, 0), stands(20), frozen(31)])).toBe("violated");
  expect(verdict([locks(10), stands(20), unlocks(90), frozen(101)])).toBe("violated");
});
