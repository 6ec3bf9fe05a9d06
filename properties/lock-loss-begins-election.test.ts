import { expect, test } from "vitest";
import { lockLossBeginsElection } from "./lock-loss-begins-election.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

const lost: Line[] = [
  [20, 0, { type: "lock-lost" }],
  [20, 0, { type: "lock-believed", lock: "none" }],
];
const elects: Line = [20, 0, { type: "election-started", reason: "lock lost" }];
const stopped: Line = [10, 0, { type: "flags-changed", flags: 0x20 }];

const verdict = (...lines: readonly Line[]) =>
  judged(lockLossBeginsElection, [...booted(), ...takesLead(5, 0), ...lines], { endS: 60 });

test("holds when an election follows, and for a node that may not lead", () => {
  expect(verdict(...lost, elects).verdict).toBe("holds");
  expect(verdict(stopped, ...lost).verdict).toBe("holds");
});

test("is violated by a leader that does nothing about its loss", () => {
  expect(verdict(...lost)).toMatchObject({ verdict: "violated", atUs: 20_100_000, hosts: [0] });
});
