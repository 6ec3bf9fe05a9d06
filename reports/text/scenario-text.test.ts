import { describe, expect, it } from "vitest";
import type { DrawRule, Scenario } from "../../model/index.ts";
import { scenarioText } from "./scenario-text.ts";

const scenario: Scenario = {
  version: 1,
  seed: "1",
  nodes: 1,
  lock: "none",
  durationUs: 1,
  timing: { networkUs: [1, 1], localUs: [1, 1], execUs: [1, 1], storageUs: [1, 1], scriptUs: [1, 1], bootUs: [0, 0] },
  storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
  clockOffsetUs: [0],
  set: {},
  faults: [],
  dropped: [],
};

/** What the expanded scenario says of its draws. */
function drawsLine(draws?: DrawRule): string | undefined {
  const lines = scenarioText(draws === undefined ? scenario : { ...scenario, draws }, 200);
  return lines.find((line) => line.startsWith("  draws "))?.slice("  draws     ".length);
}

describe("how decisions are drawn", () => {
  it("is not told where it is evenly", () => expect(drawsLine()).toBeUndefined());

  it("is told of ranks", () => {
    expect(drawsLine({ kind: "priorities", changes: 1 })).toBe(
      "hosts and links are served by rank; somebody's drops once (pct)",
    );
    expect(drawsLine({ kind: "priorities", changes: 3 })).toContain("drops 3 times");
  });

  it("is told of a list, with what is listed", () => {
    expect(drawsLine({ kind: "listed", decisions: {} })).toBe("every decision takes its least value");
    const decisions = {
      network: [[0, 5]],
      local: [
        [1, 1],
        [4, 2],
      ],
    } as const;
    expect(drawsLine({ kind: "listed", decisions })).toBe(
      "every decision takes its least value, but for 3 that are listed",
    );
  });
});
