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
  it("names the moment at which it became likely for good, and from when it was certain", () => {
    const text = explainSentences(curve([2, 0], [12, 0], [2, 1], [19, 19], [20, 20], [20, 20]));
    expect(text).toEqual([
      "It became likely at 00:03.000 (from 10 % to 95 %) when happening 3.",
      "It was certain from 00:04.000 on.",
      "No later fault was needed.",
      "Of 20 runs from each moment, 10 % stands for 3 to 30 %, and 95 % stands for 76 to 99 % (95 % confidence).",
    ]);
  });

  it("says so if the faults alone decide it, and from when no further one was needed", () => {
    const text = explainSentences(curve([20, 0], [20, 0], [20, 18], [20, 20]));
    expect(text[0]).toContain("certain from the start");
    expect(text[1]).toBe(
      "Without further faults it was likely only from 00:02.000 on (from 0 % to 90 %), when happening 2.",
    );
    expect(text[2]).toBe("Of 20 runs from each moment, 100 % stands for 86 to 100 % (95 % confidence).");
  });

  it("says so if nothing stands out, or it was never certain before it happened", () => {
    const text = explainSentences(curve([6, 6], [8, 8], [11, 11], [14, 14], [20, 20]));
    expect(text[0]).toBe(
      "It became likely little by little: at 00:02.000 it came to more than one half (from 40 % to 55 %), when happening 2.",
    );
    expect(text[1]).toBe("It was certain at no moment before it happened.");
    expect(explainSentences(curve([12, 12], [20, 20]))[0]).toContain("likely from the start, 60 %");
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
