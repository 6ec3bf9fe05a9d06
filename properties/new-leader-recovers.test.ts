import { expect, test } from "vitest";
import { newLeaderRecovers } from "./new-leader-recovers.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

const tries: Line = [4, 0, { type: "lock-believed", lock: "taking" }];
const leads = [...booted(), tries, ...takesLead(5, 0)];

const recovery: Line[] = [
  [6, 0, { type: "recovery-mode-changed", mode: "active" }],
  [7, 0, { type: "recovery-mode-changed", mode: "normal" }],
];

test("holds when the new leader recovers", () => {
  expect(judged(newLeaderRecovers, [...leads, ...recovery], { endS: 300 }).verdict).toBe("holds");
});

test("is violated by a leader that goes on with its predecessor's generation", () => {
  // A leader and a recovery are due 90 s after the last disturbance.
  expect(judged(newLeaderRecovers, leads, { endS: 300 })).toMatchObject({ verdict: "violated", atUs: 95_000_000 });
});

test("begins again with each disturbance", () => {
  const command: Line = [50, 1, { type: "admin-command", command: "ctdb disable" }];
  expect(judged(newLeaderRecovers, [...leads, command], { endS: 300 })).toMatchObject({ atUs: 140_000_000 });
});
