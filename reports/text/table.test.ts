import { expect, it } from "vitest";
import { table } from "./table.ts";

const rows = [["holder-crashes", "violated", "a sentence that says in many words what happens in this scenario"]];

it("a last column that has not the room it needs stands on lines of its own", () => {
  expect(table(rows, 100)).toHaveLength(1);
  expect(table(rows, 60)[0]).toMatch(/^ {2}holder-crashes {2}violated {2}a sentence/);
  const [head, ...below] = table(rows, 60, "  ", 40);
  expect(head).toBe("  holder-crashes  violated");
  expect(below).toEqual(["    a sentence that says in many words what happens in this", "    scenario"]);
});
