import { describe, expect, it } from "vitest";
import { decodeTape, encodeTape, TapeError } from "./index.ts";

const tape = { labels: ["network", "clock/2"], entries: [0, 10, 3, 1, 2, 1] };
const text = (change: object): string => JSON.stringify({ tape: 1, ...tape, ...change });

describe("a tape as text", () => {
  it("comes back as it went", () => {
    expect(decodeTape(encodeTape(tape))).toEqual(tape);
    expect(encodeTape(tape)).not.toContain("\n");
    expect(decodeTape(encodeTape({ labels: [], entries: [] }))).toEqual({ labels: [], entries: [] });
  });

  it("cannot be cut anywhere without notice", () => {
    const whole = encodeTape(tape);
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeTape(whole.slice(0, length))).toThrow(TapeError);
    }
  });

  it.each([
    ["a list", "[]", "version 1, got undefined"],
    ["null", "null", "one JSON object, got null"],
    ["another version", text({ tape: 2 }), "version 1, got 2"],
    ["labels that are no list", text({ labels: "network" }), '"labels" to be a list'],
    ["a label that is no text", text({ labels: ["network", 7] }), "Label 1: expected text, got 7"],
    ["a label twice", text({ labels: ["network", "network"] }), 'Label 1: "network" stands there twice'],
    [
      "more labels than anybody needs",
      text({ labels: Array.from({ length: 65_537 }, String) }),
      "at most 65536 labels",
    ],
    ["no entries", text({ entries: undefined }), '"entries" to be a list'],
    ["half an entry", text({ entries: [0, 10, 3, 1, 2] }), "Entry 1: expected three numbers, got 2"],
    [
      "an unknown label",
      text({ entries: [0, 10, 3, 2, 2, 1] }),
      "Entry 1: expected label to be an integer from 0 to 1, got 2",
    ],
    ["a forced decision", text({ entries: [0, 1, 0] }), "Entry 0: expected bound"],
    ["a bound beyond exact integers", text({ entries: [0, 1e300, 0] }), "Entry 0: expected bound"],
    [
      "a value not below its bound",
      text({ entries: [0, 10, 10] }),
      "Entry 0: expected value to be an integer from 0 to 9, got 10",
    ],
    ["a fraction", text({ entries: [0, 10, 0.5] }), "Entry 0: expected value"],
    [
      "text for a number",
      text({ entries: [0, 10, "3"] }),
      'Entry 0: expected value to be an integer from 0 to 9, got "3"',
    ],
    ["a nested list", text({ entries: [0, 10, 3, 1, 2, Array(100).fill(1)] }), "Entry 1: expected value"],
  ])("refuses %s", (_what, hostile, message) => {
    expect(() => decodeTape(hostile)).toThrow(TapeError);
    expect(() => decodeTape(hostile)).toThrow(message);
  });

  it("refuses a huge text before reading it, and shows little of what it refuses", () => {
    expect(() => decodeTape(" ".repeat(2 ** 27 + 1))).toThrow("at most 134217728 characters");
    const long = text({ labels: ["network", { deep: "x".repeat(10_000) }] });
    expect(() => decodeTape(long)).toThrow(/^.{0,120}$/);
  });
});
