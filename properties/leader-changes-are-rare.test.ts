import { expect, test } from "vitest";
import { leaderChangesAreRare } from "./leader-changes-are-rare.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const leads = (atS: number, host: number): Line => [atS, host, { type: "election-ended", leader: host }];
const turns = (fromS: number, stepS: number): Line[] =>
  [0, 1, 2, 0, 1, 2].map((host, n) => leads(fromS + n * stepS, host));

test("holds when a leader leads again, or when changes come seldom", () => {
  const again = [0, 1, 2, 3, 4, 5].map((n) => leads(60 + n, 0));
  expect(judged(leaderChangesAreRare, [...booted(), ...again], { endS: 300 }).verdict).toBe("holds");
  expect(judged(leaderChangesAreRare, [...booted(), ...turns(60, 20)], { endS: 300 }).verdict).toBe("holds");
});

test("is violated when the leadership goes from hand to hand", () => {
  const finding = judged(leaderChangesAreRare, [...booted(), ...turns(60, 5)], { endS: 300 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 80_000_000 });
});

test("asks nothing while the cluster is being disturbed", () => {
  const struck: Line = [58, 0, { type: "fault-injected", fault: "kill-process", index: 0, detail: "" }];
  expect(judged(leaderChangesAreRare, [...booted(), struck, ...turns(60, 5)], { endS: 300 }).verdict).toBe("holds");
});
