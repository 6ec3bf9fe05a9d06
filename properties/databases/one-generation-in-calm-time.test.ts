import { expect, test } from "vitest";
import { commits, databases } from "../written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { oneGenerationInCalmTime } from "./one-generation-in-calm-time.ts";

const start = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const verdict = (lines: readonly Line[]) =>
  judged(oneGenerationInCalmTime, [...start, ...lines], { endS: 400, setting: { databases } });
const other = commits(20, 1, 6);

test("holds when a recovery mends it in time, and while the node is in recovery mode or out", () => {
  expect(verdict([commits(20, 1, 7)]).verdict).toBe("holds");
  expect(verdict([other, commits(60, 1, 7)]).verdict).toBe("holds");
  expect(verdict([[19, 1, { type: "recovery-mode-changed", mode: "active" }], other]).verdict).toBe("holds");
  expect(verdict([[19, 1, { type: "flags-changed", flags: 0x20 }], other]).verdict).toBe("holds");
});

test("is violated by a database of another generation that nobody minds in normal mode", () => {
  const finding = verdict([other]);
  expect(finding).toMatchObject({ verdict: "violated", hosts: [1] });
  expect(finding.why[0]).toBe(
    "At 00:20.000000 node 1 was in recovery mode normal, and db1 of another generation than the node, and at 01:50.000000 that still stood.",
  );
});
