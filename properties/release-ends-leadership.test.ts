import { expect, test } from "vitest";
import { releaseEndsLeadership } from "./release-ends-leadership.ts";
import { booted, judged, type Line, losesLock, takesLead } from "./written-trace.ts";

const released: Line = [20, 0, { type: "lock-released" }];
const start = [...booted(), ...takesLead(5, 0), released, ...losesLock(20, 0)];

test("holds when the node believes in somebody else, or in nobody, soon", () => {
  const turns: Line = [20.9, 0, { type: "leader-believed", leader: -1 }];
  expect(judged(releaseEndsLeadership, [...start, turns], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a leader that lets go and goes on", () => {
  expect(judged(releaseEndsLeadership, start, { endS: 60 })).toMatchObject({ verdict: "violated", atUs: 21_100_000 });
});

test("asks nothing of a node that is stopped", () => {
  const stopped: Line = [20.5, 0, { type: "flags-changed", flags: 0x20 }];
  expect(judged(releaseEndsLeadership, [...start, stopped], { endS: 60 }).verdict).toBe("holds");
});
