import { expect, test } from "vitest";
import { takeoverFollowsRecovery } from "./takeover-follows-recovery.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const pid = pids.recovery(0);
const starts: Line = [10, 0, { type: "process-started", program: "recovery-helper", pid, parent: pids.recoverd(0) }];
const completes: Line = [11, 0, { type: "recovery-completed", generation: 8, pid }];
const ends: Line = [12, 0, { type: "process-exited", program: "recovery-helper", pid, cause: "exit" }];
const helper = { type: "process-started", program: "takeover-helper", pid: 990, parent: pids.recoverd(0) } as const;
const takeover: Line = [13, 0, helper];
const verdict = (...lines: readonly Line[]) => judged(takeoverFollowsRecovery, [...booted(), ...lines], { endS: 60 });

test("holds after a recovery that succeeded, and for a leader that has run none", () => {
  expect(verdict(starts, completes, ends, takeover).verdict).toBe("holds");
  expect(verdict(takeover).verdict).toBe("holds");
});

test("holds after one that failed, if its recovery daemon has succeeded without a helper since", () => {
  const serially: Line = [12.5, 0, { type: "recovery-completed", generation: 9, pid: pids.recoverd(0) }];
  expect(verdict(starts, ends, serially, takeover).verdict).toBe("holds");
});

test("is violated after one that failed", () => {
  expect(verdict(starts, ends, takeover)).toMatchObject({ verdict: "violated", atUs: 13_000_000 });
});
