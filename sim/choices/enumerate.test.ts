import { describe, expect, it } from "vitest";
import { ChoiceError, type Choices, DivergedError, enumerate } from "./index.ts";

function visited(questions: (choices: Choices) => number[], runsMax = 1000) {
  const runs: number[][] = [];
  const report = enumerate((choices) => runs.push(questions(choices)), runsMax);
  return { runs, report };
}

describe("enumerate", () => {
  it("visits every combination once, in order", () => {
    const { runs, report } = visited((choices) => [choices.pick("a", 2), choices.pick("b", 1), choices.pick("c", 3)]);
    expect(runs).toEqual([
      [0, 0, 0],
      [0, 0, 1],
      [0, 0, 2],
      [1, 0, 0],
      [1, 0, 1],
      [1, 0, 2],
    ]);
    expect(report).toEqual({ runs: 6, exhausted: true });
  });

  it("follows questions that depend on earlier answers", () => {
    const { runs, report } = visited((choices) => {
      const depth = choices.pick("depth", 3);
      return [depth, ...Array.from({ length: depth }, () => choices.pick("bit", 2))];
    });
    expect(report).toEqual({ runs: 1 + 2 + 4, exhausted: true });
    expect(new Set(runs.map(String)).size).toBe(7);
  });

  it("makes one run when there is nothing to decide", () => {
    expect(visited(() => []).report).toEqual({ runs: 1, exhausted: true });
  });

  it("stops at runsMax and knows whether that was everything", () => {
    const twoBits = (choices: Choices) => [choices.pick("a", 2), choices.pick("b", 2)];
    expect(visited(twoBits, 3).report).toEqual({ runs: 3, exhausted: false });
    expect(visited(twoBits, 4).report).toEqual({ runs: 4, exhausted: true });
    expect(() => visited(twoBits, 0)).toThrow(ChoiceError);
  });

  it.each([
    ["another label", (choices: Choices, run: number) => choices.pick(run === 0 ? "a" : "b", 2)],
    ["another bound", (choices: Choices, run: number) => choices.pick("a", run === 0 ? 2 : 3)],
    ["nothing", (choices: Choices, run: number) => (run === 0 ? choices.pick("a", 2) : 0)],
  ])("reports a run that asks %s after the same answers", (_what, ask) => {
    let run = 0;
    expect(() => enumerate((choices) => ask(choices, run++), 10)).toThrow(DivergedError);
  });
});
