import { expect, test } from "vitest";
import { noLeaderChangeInCalmTime } from "./no-leader-change-in-calm-time.ts";
import { asks, databases, locks, step } from "./written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "./written-trace.ts";

const agreed = [...booted(), ...takesLead(5, 0), ...follow(5, 0)];
const turns = (atS: number): Line => [atS, 1, { type: "leader-believed", leader: -1 }];
const fault: Line = [20, 1, { type: "fault-injected", fault: "pause-host", index: 0, detail: "" }];
const healed: Line = [30, -1, { type: "healed", core: [0, 1] }];
const setting = { heal: { atUs: 30_000_000, core: [0, 1] } };

test("holds when nobody turns, or only until start-up has settled", () => {
  expect(judged(noLeaderChangeInCalmTime, agreed, { endS: 60 }).verdict).toBe("holds");
  expect(judged(noLeaderChangeInCalmTime, [...agreed, turns(12), ...follow(13, 0)], { endS: 60 }).verdict).toBe(
    "holds",
  );
});

test("is violated at start-up by a node that turns away without a fault", () => {
  const finding = judged(noLeaderChangeInCalmTime, [...agreed, turns(14)], { endS: 60 });
  expect(finding).toMatchObject({ verdict: "violated", kind: "liveness", atUs: 14_000_000, hosts: [1, 0] });
});

test("allows changes between the first fault and the deadline after the heal", () => {
  const lines = [...agreed, fault, turns(21), healed, ...follow(31, 0), turns(60), ...follow(61, 0)];
  expect(judged(noLeaderChangeInCalmTime, lines, { endS: 99, setting }).verdict).toBe("holds");
  const finding = judged(noLeaderChangeInCalmTime, [...lines, turns(81)], { endS: 99, setting });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 81_000_000 });
});

test("is unknown once somebody is blamed for a freeze that waits in a circle, and not before", () => {
  const stuck: Line[] = [
    ...locks(15, 1, 312, "db1", "k1"),
    asks(15, 1, 312, "db2", "k2"),
    step(16, 0, "", "freeze"),
    [16, 1, { type: "database-freezing", db: "db1" }],
  ];
  const credit = (atS: number): Line => [
    atS,
    0,
    { type: "credit-assigned", culprit: 1, count: 6, reason: "database recovery failed" },
  ];
  const verdict = (atS: number): string =>
    judged(noLeaderChangeInCalmTime, [...agreed, ...stuck, credit(atS), turns(30)], {
      endS: 60,
      setting: { databases },
    }).verdict;
  expect(verdict(20)).toBe("violated");
  expect(verdict(27)).toBe("unknown");
});

test("asks nothing of nodes outside the core", () => {
  const outside: Line = [80, 2, { type: "leader-believed", leader: 2 }];
  expect(judged(noLeaderChangeInCalmTime, [...agreed, fault, healed, outside], { endS: 99, setting }).verdict).toBe(
    "holds",
  );
});

test("is unknown to a source that does not see beliefs", () => {
  expect(judged(noLeaderChangeInCalmTime, agreed, { endS: 9, observes: new Set(["healed"]) }).verdict).toBe("unknown");
});
