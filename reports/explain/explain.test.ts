import { describe, expect, it } from "vitest";
import { plain } from "../paint.ts";
import type { LikelihoodPoint } from "../story/index.ts";
import { explainSentences } from "./explain-sentences.ts";
import { explainText } from "./explain-text.ts";

/** Points a second apart, of 20 tries: how many failed, and how many without further faults. */
const curve = (...counts: (readonly [failed: number, calm: number])[]) => ({
  property: "one-leader",
  points: counts.map(
    ([failed, failedWithoutFaults], index): LikelihoodPoint => ({
      atUs: index * 1_000_000,
      what: `happening ${index}`,
      runs: 20,
      failed,
      failedWithoutFaults,
    }),
  ),
});

describe("what a likelihood says", () => {
  it("names the moment at which tries before and after differ by more than chance, and from when none passed", () => {
    const text = explainSentences(curve([2, 0], [4, 0], [2, 1], [19, 19], [20, 20], [20, 20]));
    expect(text.slice(0, 3)).toEqual([
      "It became likely at 00:03.000 when happening 3: before it 8 of 60 tries (7 to 24 %), from it on 39 of 40 tries (87 to 100 %).",
      "It failed in all 40 tries from 00:04.000 on (at least 93 %).",
      "The same moment stands out without further faults: before it 1 of 60 tries (0 to 9 %), from it on 39 of 40 tries (87 to 100 %).",
    ]);
  });

  it("says only more likely where the share does not pass one half", () => {
    const text = explainSentences(curve([0, 0], [0, 0], [8, 8], [8, 8], [20, 20]));
    expect(text[0]).toContain("It became more likely at 00:02.000");
  });

  it("says so if the faults alone decide it, and from when no further one was needed", () => {
    const text = explainSentences(curve([20, 0], [20, 0], [20, 18], [20, 20]));
    expect(text[0]).toBe("It failed in all 80 tries from the start on (at least 96 %).");
    expect(text[1]).toContain(
      "Without further faults it became more likely at 00:02.000 when happening 2: before it 0 of 40",
    );
  });

  it("takes noise for no turn, and one passing try later for doubt", () => {
    const text = explainSentences(curve([12, 12], [9, 9], [11, 11], [13, 13], [20, 20]));
    expect(text[0]).toMatch(/^No single moment can be told: it failed in 12 of 20 tries /);
    expect(text[1]).toContain("some tries passed");
    expect(explainSentences(curve([0, 0], [20, 20], [19, 19], [20, 20])).join(" ")).not.toContain("failed in all");
    expect(explainSentences({ property: "p", points: [] })).toEqual(["No moment was tried through: nothing is known."]);
  });
});

describe("the curve in characters", () => {
  it("is a row a moment, as wide as the terminal at most", () => {
    const text = explainText(curve([0, 0], [10, 5], [20, 20]), { columns: 44, paint: plain });
    const rows = text.split("\n").filter((line) => line.includes(" % "));
    expect(rows.slice(0, 3)).toEqual([
      "00:00.000   0 % ········ happening 0",
      "00:01.000  50 % ██▒▒···· happening 1",
      "00:02.000 100 % ████████ happening 2",
    ]);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(44);
  });

  it("shows no control characters of what was read from a file", () => {
    const [point] = curve([1, 1]).points;
    const nasty = {
      property: "p\u001b[2J",
      points: [{ ...(point as LikelihoodPoint), what: "x\u001b]0;y\u0007\n%0A" }],
    };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(explainText(nasty, { columns: 100, paint: plain })).not.toMatch(/[\u0000-\u0009\u001b]/);
  });
});
