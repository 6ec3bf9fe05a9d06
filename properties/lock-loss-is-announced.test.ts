import { expect, test } from "vitest";
import { lockLossIsAnnounced } from "./lock-loss-is-announced.ts";
import { booted, follow, judged, type Line, losesLock, takesLead } from "./written-trace.ts";

const lost: Line = [40, 0, { type: "lock-lost" }];
const start = [...booted(), ...takesLead(5, 0), ...follow(5, 0), ...losesLock(40, 0), lost];

test("holds when everybody hears that there is no leader", () => {
  expect(judged(lockLossIsAnnounced, [...start, ...follow(40.1, -1)], { endS: 99 }).verdict).toBe("holds");
});

test("is violated by a node that goes on to believe in the leader", () => {
  const finding = judged(lockLossIsAnnounced, [...start, ...follow(40.1, -1, [0, 1])], { endS: 99 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 41_000_000, hosts: [2, 0] });
});

test("asks nothing of an election that a silent node may block", () => {
  const crash: Line = [20, -1, { type: "fault-injected", fault: "crash-host", index: 0, detail: "" }];
  expect(judged(lockLossIsAnnounced, [crash, ...start], { endS: 99 }).verdict).toBe("holds");
});
