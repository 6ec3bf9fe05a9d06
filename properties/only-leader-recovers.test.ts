import { expect, test } from "vitest";
import { onlyLeaderRecovers } from "./only-leader-recovers.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const begins: Line = [20, 0, { type: "recovery-step", step: "begin", pid: pids.recoverd(0) }];
const turns: Line = [15, 0, { type: "leader-believed", leader: 1 }];

test("holds for a leader", () => {
  expect(judged(onlyLeaderRecovers, [...booted(), ...takesLead(5, 0), begins], { endS: 60 }).verdict).toBe("holds");
});

test("holds for one whose belief is seen a moment after what it does", () => {
  const believes: Line = [20, 0, { type: "leader-believed", leader: 0 }];
  expect(judged(onlyLeaderRecovers, [...booted(), begins, believes], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by who believes in somebody else", () => {
  const finding = judged(onlyLeaderRecovers, [...booted(), ...takesLead(5, 0), turns, begins], { endS: 60 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 20_000_000, hosts: [0] });
});
