import { expect, test } from "vitest";
import { oneLockHolder } from "./one-lock-holder.ts";
import { judged, type Line, losesLock, takesLead } from "./written-trace.ts";

test("holds when the second holder comes after the first has gone", () => {
  const lines = [...takesLead(1, 0), ...losesLock(2, 0), ...takesLead(2, 1)];
  expect(judged(oneLockHolder, lines, { endS: 9 }).verdict).toBe("holds");
});

test("is violated by two holders, also on two files", () => {
  const second: Line = [2, 1, { type: "lock-taken", pid: 9, object: 2, probe: false }];
  const finding = judged(oneLockHolder, [...takesLead(1, 0), second], { endS: 9 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 2_000_000, hosts: [0, 1] });
  expect(finding.why).toHaveLength(3);
  expect(finding.why[1]).toContain("another file");
});

test("counts a probe that gets the lock", () => {
  const probe: Line = [2, 0, { type: "lock-taken", pid: 9, object: 1, probe: true }];
  expect(judged(oneLockHolder, [...takesLead(1, 0), probe], { endS: 9 }).verdict).toBe("violated");
});

test("is unknown to a source that does not see the lock", () => {
  const finding = judged(oneLockHolder, takesLead(1, 0), { endS: 9, observes: new Set(["lock-taken"]) });
  expect(finding).toMatchObject({ verdict: "unknown", why: ["The source cannot see lock-freed."] });
});

test("is not applicable without a lock", () => {
  expect(judged(oneLockHolder, [], { endS: 9, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
