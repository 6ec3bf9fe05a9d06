import { expect, test } from "vitest";
import { RecoveryRecords } from "./recovery-records.ts";

test("whoever takes an address finds those on record for it, and for no other", () => {
  const records = new RecoveryRecords();
  records.note(0, "a", 7, true);
  records.note(0, "b", 8, true);
  records.note(0, "b", 9, true);
  records.note(0, "b", 8, false);
  expect([records.read(1, "a"), records.read(1, "b")]).toEqual([[7], [9]]);
});

test("a node that has lost the address takes nobody off", () => {
  const records = new RecoveryRecords();
  records.read(0, "a");
  records.note(0, "a", 7, true);
  records.read(1, "a");
  records.note(0, "a", 7, false);
  expect(records.read(1, "a")).toEqual([7]);
  records.note(1, "a", 7, false);
  expect(records.read(1, "a")).toEqual([]);
});
