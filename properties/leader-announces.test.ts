import { expect, test } from "vitest";
import { leaderAnnounces } from "./leader-announces.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

const claims = (fromS: number, toS: number): Line[] =>
  Array.from({ length: toS - fromS }, (_, index) => [fromS + index, 0, { type: "leadership-claimed", leader: 0 }]);
const start = [...booted(), ...takesLead(5, 0)];

test("holds while announcements go on, and when the leadership ends", () => {
  expect(judged(leaderAnnounces, [...start, ...claims(6, 30)], { endS: 30 }).verdict).toBe("holds");
  const ends: Line = [20.5, 0, { type: "leader-believed", leader: 1 }];
  expect(judged(leaderAnnounces, [...start, ...claims(6, 21), ends], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a leader that falls silent, but not in a cluster with nodes of 4.3", () => {
  const silent = [...start, ...claims(6, 11)];
  expect(judged(leaderAnnounces, silent, { endS: 60 })).toMatchObject({ verdict: "violated", atUs: 11_100_000 });
  expect(judged(leaderAnnounces, silent, { endS: 60, setting: { ctdb: "4.3" } }).verdict).toBe("not-applicable");
});
