import { describe, expect, it } from "vitest";
import {
  ChoiceError,
  type Choices,
  drawChance,
  drawOneOf,
  drawRange,
  drawShuffled,
  drawSpread,
  drawSubset,
  enumerate,
  scripted,
  seeded,
} from "./index.ts";

/** Every outcome a draw can have, with how many combinations of decisions lead there. */
function outcomes(draw: (choices: Choices) => unknown): Record<string, number> {
  const seen: Record<string, number> = {};
  const report = enumerate((choices) => {
    const outcome = JSON.stringify(draw(choices));
    seen[outcome] = (seen[outcome] ?? 0) + 1;
  }, 100_000);
  expect(report.exhausted).toBe(true);
  return seen;
}

describe("draws", () => {
  it("drawRange includes both ends", () => {
    expect(outcomes((choices) => drawRange(choices, "a", -1, 2))).toEqual({ "-1": 1, "0": 1, "1": 1, "2": 1 });
    expect(outcomes((choices) => drawRange(choices, "a", 5, 5))).toEqual({ "5": 1 });
  });

  it("drawChance is true in exactly its share of cases", () => {
    expect(outcomes((choices) => drawChance(choices, "a", 3, 100))).toEqual({ false: 97, true: 3 });
    expect(outcomes((choices) => drawChance(choices, "a", 0, 100))).toEqual({ false: 1 });
    expect(outcomes((choices) => drawChance(choices, "a", 100, 100))).toEqual({ true: 1 });
  });

  it("drawOneOf can give every item", () => {
    expect(outcomes((choices) => drawOneOf(choices, "a", ["x", "y"]))).toEqual({ '"x"': 1, '"y"': 1 });
  });

  it("drawSubset can give every subset, in order", () => {
    const subsets = outcomes((choices) => drawSubset(choices, "a", [1, 2, 3]));
    expect(Object.keys(subsets).sort()).toEqual(
      ["[]", "[1,2,3]", "[1,2]", "[1,3]", "[1]", "[2,3]", "[2]", "[3]"].sort(),
    );
  });

  it("drawShuffled gives every order equally often and leaves the items alone", () => {
    const items = [1, 2, 3, 4] as const;
    const orders = outcomes((choices) => drawShuffled(choices, "a", items));
    expect(Object.values(orders)).toEqual(new Array(24).fill(1));
    expect(items).toEqual([1, 2, 3, 4]);
    expect(drawShuffled(seeded("1"), "a", [])).toEqual([]);
  });

  it("drawSpread reaches every value of its range and nothing else", () => {
    expect(Object.keys(outcomes((choices) => drawSpread(choices, "a", 0, 9)))).toEqual([..."0123456789"]);
    expect(Object.keys(outcomes((choices) => drawSpread(choices, "a", 3, 6)))).toEqual([..."3456"]);
    expect(outcomes((choices) => drawSpread(choices, "a", 7, 7))).toEqual({ "7": 1 });
  });

  it("drawSpread gives each octave its share", () => {
    const choices = seeded("spread");
    const short = Array.from({ length: 4000 }, () => drawSpread(choices, "a", 2 ** 10, 2 ** 20 - 1)).filter(
      (us) => us < 2 ** 15,
    ).length;
    expect(Math.abs(short - 2000)).toBeLessThan(200);
  });

  it("drawSpread stays exact up to the largest safe integers", () => {
    const top = Number.MAX_SAFE_INTEGER - 1;
    expect(drawSpread(scripted([0]), "a", top - 1, top)).toBe(top - 1);
    const choices = seeded("top");
    for (let round = 0; round < 1000; round += 1) {
      const value = drawSpread(choices, "a", 0, top);
      expect(Number.isSafeInteger(value) && value >= 0 && value <= top).toBe(true);
    }
  });

  it("a script of zeros gives the tame outcome everywhere", () => {
    const zeros = scripted([]);
    expect(drawRange(zeros, "a", 3, 9)).toBe(3);
    expect(drawChance(zeros, "a", 99, 100)).toBe(false);
    expect(drawOneOf(zeros, "a", ["x", "y"])).toBe("x");
    expect(drawSubset(zeros, "a", [1, 2])).toEqual([]);
    expect(drawShuffled(zeros, "a", [1, 2, 3])).toEqual([1, 2, 3]);
    expect(drawSpread(zeros, "a", 5, 900)).toBe(5);
  });

  it.each([
    ["a range the wrong way round", (choices: Choices) => drawRange(choices, "a", 2, 1)],
    ["a fractional range", (choices: Choices) => drawRange(choices, "a", 0.5, 1)],
    ["a range too wide to count", (choices: Choices) => drawRange(choices, "a", -(2 ** 52), 2 ** 52)],
    ["a chance above 1", (choices: Choices) => drawChance(choices, "a", 3, 2)],
    ["a chance of 0/0 parts", (choices: Choices) => drawChance(choices, "a", 0, 0)],
    ["one of nothing", (choices: Choices) => drawOneOf(choices, "a", [])],
    ["a spread below 0", (choices: Choices) => drawSpread(choices, "a", -1, 5)],
  ])("refuse %s", (_what, draw) => {
    expect(() => draw(scripted([]))).toThrow(ChoiceError);
    expect(() => draw(scripted([]))).toThrow('"a"');
  });
});
