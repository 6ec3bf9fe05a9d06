import { expect, it } from "vitest";
import { coverageText } from "./coverage-text.ts";

const plain = (text: string): string => text;
const look = { columns: 100, paint: { strong: plain, good: plain, bad: plain, dim: plain } } as never;
const names = new Map([
  ["lamp", ["off --PUSH--> lit", "lit --PUSH--> off", "* --BREAK--> broken"]],
  ["door", ["open --SHUT--> shut"]],
]);

it("says what was taken, names what never was, and sets unused charts apart", () => {
  const text = coverageText(names, { "lamp/off --PUSH--> lit": 7, "lamp/lit --PUSH--> off": 1 }, look);
  expect(text.split("\n")).toEqual([
    "",
    "Charts",
    "  2 of 3 transitions taken, in one run of twenty",
    "  never  lamp: * --BREAK--> broken",
    "  not entered  door",
    "",
  ]);
});

it("names a dozen at most", () => {
  const many = new Map([["lamp", Array.from({ length: 30 }, (_, index) => `off --E${index}--> lit`)]]);
  const text = coverageText(many, { "lamp/off --E0--> lit": 1 }, look);
  expect(text.match(/ never {2}/g)).toHaveLength(12);
  expect(text).toContain("and 17 more");
});

it("says nothing where nothing was counted", () => expect(coverageText(names, {}, look)).toBe(""));
