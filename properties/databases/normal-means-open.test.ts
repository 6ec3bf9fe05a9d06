import { expect, test } from "vitest";
import { databases } from "../written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { normalMeansOpen } from "./normal-means-open.ts";

const frozen: Line = [20, 1, { type: "database-frozen", db: "db1" }];
const thawed = (atS: number): Line => [atS, 1, { type: "database-thawed", db: "db1", generation: 7, resent: 0 }];
const start = [...booted(), ...takesLead(1, 0), ...follow(1, 0)];
const verdict = (lines: readonly Line[]) =>
  judged(normalMeansOpen, [...start, ...lines], { endS: 400, setting: { databases } });

test("holds when it is thawed in time, and while the node is in recovery mode or out", () => {
  expect(verdict([frozen, thawed(30)]).verdict).toBe("holds");
  expect(verdict([[19, 1, { type: "recovery-mode-changed", mode: "active" }], frozen]).verdict).toBe("holds");
  expect(verdict([[19, 1, { type: "flags-changed", flags: 0x20 }], frozen]).verdict).toBe("holds");
});

test("is violated by a database that stays frozen in normal mode", () => {
  const finding = verdict([frozen]);
  expect(finding).toMatchObject({ verdict: "violated", hosts: [1] });
  expect(finding.why[0]).toBe(
    "At 00:20.000000 node 1 was in recovery mode normal with a frozen database, and at 01:50.000000 that still stood.",
  );
});
