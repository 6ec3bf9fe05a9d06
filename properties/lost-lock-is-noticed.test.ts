import { expect, test } from "vitest";
import { lostLockIsNoticed } from "./lost-lock-is-noticed.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];
const expired: Line = [10, 0, { type: "lock-freed", pid: pids.helper(0), object: 1, cause: "expired" }];
const heard = (atS: number): Line => [atS, 0, { type: "lock-believed", lock: "none" }];
const verdict = (lines: readonly Line[], lock: "etcd-ttl" | "fcntl" = "etcd-ttl"): string =>
  judged(lostLockIsNoticed, [...start, ...lines], { endS: 60, setting: { lock } }).verdict;

test("holds when the daemon hears of it within the TTL, or takes the lock again", () => {
  expect(verdict([expired, heard(19)])).toBe("holds");
  expect(verdict([expired, [15, 0, { type: "lock-taken", pid: 777, object: 2, probe: false }]])).toBe("holds");
});

test("is violated when it goes on believing", () => {
  expect(verdict([expired, heard(19.2)])).toBe("violated");
  expect(verdict([expired, heard(15.2)], "fcntl")).toBe("violated");
});

test("does not count time in which its host stood still", () => {
  const stood: Line[] = [
    [9, 0, { type: "host-paused" }],
    [40, 0, { type: "host-resumed" }],
  ];
  expect(verdict([stood[0] as Line, expired, stood[1] as Line, heard(41)])).toBe("holds");
});

test("asks nothing of a daemon that is dead", () => {
  const gone: Line = [11, 0, { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" }];
  expect(verdict([expired, gone])).toBe("holds");
});
