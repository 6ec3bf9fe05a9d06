import { describe, expect, it } from "vitest";
import type { Disagreement, DrillMargin } from "../../model/index.ts";
import { disagreementMermaid, disagreementText, marginName } from "./index.ts";

const parted: Disagreement = {
  drill: { name: "start, kill-parent", steps: [] },
  nth: 1,
  because: 'after "its parent is killed and reaped" the model says: it ends; seen: nothing comes',
  real: [
    { act: "start", atUs: 0, bytes: "0", byteUs: 12_000 },
    { act: "kill-parent", atUs: 520_000, bytes: "" },
    { act: "challenge", atUs: 7_520_000, bytes: "", other: "1", otherUs: 9_000 },
  ],
  model: [
    { act: "start", bytes: "0", byteUs: [5_000, 400_000] },
    { act: "kill-parent", bytes: "", endedUs: [4_200_000, 4_560_000], closedUs: [4_200_000, 4_560_000] },
    { act: "challenge", bytes: "", other: "0", otherUs: [5_000, 400_000] },
  ],
};

/** What a helper may have written. */
const nasty = "</script>\u001b[31m\n-->%%{init}%%\u202e`end`";

describe("a disagreement", () => {
  it("is drawn as a time line of three columns that ends where they part", () => {
    expect(disagreementText(parted, 100).join("\n")).toMatchInlineSnapshot(`
      "drill: start, kill-parent
      ----------------------------------------------------------------------------------------------------
                  what is done                  the model                     the helper
      ----------------------------------------------------------------------------------------------------
      0.00 s      the helper is started         it writes "0" after 5 ms to   it writes "0" after 12 ms
                                                400 ms
      0.52 s      its parent is killed and      it ends after 4.2 s to        nothing comes
                  reaped                        4.56 s, its output is closed
                                                after 4.2 s to 4.56 s
                  ^ here they part
      after "its parent is killed and reaped" the model says: it ends; seen: nothing comes"
    `);
  });

  it("is a sequence in which only the last act stands out", () => {
    const lines = disagreementMermaid(parted);
    expect(lines[0]).toBe("sequenceDiagram");
    expect(lines.filter((line) => line.includes("rect"))).toHaveLength(1);
    expect(lines.indexOf("  rect rgba(220, 40, 40, 0.35)")).toBeGreaterThan(
      lines.findIndex((l) => l.includes("12 ms")),
    );
    expect(lines.join("\n")).not.toContain("another helper");
  });

  it("shows what a helper wrote without obeying it", () => {
    const real = [{ act: "start" as const, atUs: 0, bytes: nasty, byteUs: 1 }];
    const text = disagreementText({ ...parted, nth: 0, real }, 80);
    for (const character of ["\u001b", "\u202e"]) expect(text.join("\n")).not.toContain(character);
    const drawn = disagreementMermaid({ ...parted, nth: 0, real });
    for (const line of drawn) expect(line).toMatch(/^[\w .,:()#;/'-]*$/);
    expect(drawn.slice(1).filter((line) => line.trim() === "end")).toHaveLength(1);
  });
});

describe("margins", () => {
  const margin: DrillMargin = {
    act: "start",
    what: "byteUs",
    byte: "0",
    times: 3,
    measured: [12_000, 17_400],
    model: [5_000, 400_000],
  };

  it("are named after what was done and what was seen, whatever was written", () => {
    expect(marginName(margin)).toBe('the helper is started: it writes "0"');
    expect(marginName({ ...margin, byte: nasty })).not.toContain("\u001b");
  });
});
