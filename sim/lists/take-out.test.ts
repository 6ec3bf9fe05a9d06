import { expect, test } from "vitest";
import { takeOut } from "./index.ts";

test.each([
  [0, "a", ["b", "c"]],
  [1, "b", ["a", "c"]],
  [2, "c", ["a", "b"]],
])("what stands at %i is taken out, and the rest keep their order", (index, taken, rest) => {
  const list = ["a", "b", "c"];
  expect(takeOut(list, index)).toBe(taken);
  expect(list).toEqual(rest);
});
