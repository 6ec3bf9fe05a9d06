import { expect, test } from "vitest";
import { lockLossIsReported } from "./lock-loss-is-reported.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];
const freed: Line = [2, 0, { type: "lock-freed", pid: pids.helper(0), object: 1, cause: "storage-failover" }];
const again: Line = [4, 0, { type: "lock-taken", pid: pids.helper(0), object: 1, probe: false }];
const verdict = (lines: readonly Line[]): string =>
  judged(lockLossIsReported, [...start, ...lines], { endS: 9 }).verdict;

test("holds when the daemon hears of the loss, or another helper takes the lock", () => {
  expect(verdict([freed, [3, 0, { type: "lock-believed", lock: "none" }], again])).toBe("holds");
  expect(verdict([freed, [4, 0, { type: "lock-taken", pid: 999, object: 1, probe: false }]])).toBe("holds");
});

test("is violated by a helper that lost the lock and quietly took it again", () => {
  expect(judged(lockLossIsReported, [...start, freed, again], { endS: 9 })).toMatchObject({
    verdict: "violated",
    atUs: 4_000_000,
    hosts: [0],
  });
});

test("is not misled by a probe", () => {
  const probe: Line[] = [
    [3, 0, { type: "lock-taken", pid: 888, object: 1, probe: true }],
    [3, 0, { type: "lock-freed", pid: 888, object: 1, cause: "exit" }],
  ];
  expect(verdict([freed, ...probe, again])).toBe("violated");
});

test("is unknown to a source that does not see the lock, and not applicable without one", () => {
  expect(judged(lockLossIsReported, [], { endS: 9, observes: new Set(["lock-believed"]) }).verdict).toBe("unknown");
  expect(judged(lockLossIsReported, [], { endS: 9, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
