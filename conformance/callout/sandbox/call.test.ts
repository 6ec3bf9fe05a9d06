import { expect, test } from "vitest";
import { callInWords, parseCalls } from "./call.ts";

const record = (...fields: readonly string[]) => fields.map((field) => `${field}\0`).join("");

test("arguments come back as they were, whatever is in them", () => {
  const args = ["", "two words", "a\nb", "'\"$(x)"];
  expect(parseCalls(record("12.34", "7", "service", "3", "4", ...args) + record("12.35", "0", "x", "0", "0"))).toEqual([
    { atMs: 12_340, program: "service", status: 3, run: 7, args },
    { atMs: 12_350, program: "x", status: 0, run: 0, args: [] },
  ]);
});

test.each([
  ["half a record", record("1.00", "1", "a", "0", "2", "only one")],
  ["a count that is no number", record("1.00", "1", "a", "0", "many", "x")],
  ["a count beyond all bounds", record("1.00", "1", "a", "0", "999999999999999999999", "x")],
  ["no record at all", "rubbish"],
])("%s ends the reading", (_name, rest) => {
  expect(parseCalls(record("1.00", "1", "good", "0", "0") + rest).map(({ program }) => program)).toEqual(["good"]);
});

test("a long call is shortened", () => {
  expect(callInWords({ atMs: 0, program: "x", status: 0, run: 1, args: ["y".repeat(500)] })).toHaveLength(121);
});
