import { expect, test } from "vitest";
import type { ControlOp } from "../model/index.ts";
import { actsOnlyWithLock } from "./acts-only-with-lock.ts";
import { booted, judged, type Line, losesLock, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];

function act(atS: number, from: number, to: number, pid = pids.recoverd(from), op: ControlOp = "SET_RECMODE"): Line {
  return [atS, to, { type: "control-accepted", op, from, pid, as: "leader" }];
}

test("holds for acts of the holder, and for acts soon after the loss", () => {
  const lines = [...start, act(2, 0, 1), ...losesLock(5, 0), act(35.9, 0, 1)];
  expect(judged(actsOnlyWithLock, lines, { endS: 99 }).verdict).toBe("holds");
});

test("is violated by an act later than RecoverTimeout and a pass of the main loop", () => {
  const finding = judged(actsOnlyWithLock, [...start, ...losesLock(5, 0), act(36.2, 0, 1)], { endS: 99 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 36_200_000, hosts: [0, 1] });
});

test("does not count the script that a node runs before it accepts", () => {
  for (const [atS, verdict] of [
    [65.9, "holds"],
    [66.2, "violated"],
  ] as const) {
    const late = act(atS, 0, 1, pids.recoverd(0), "END_RECOVERY");
    expect(judged(actsOnlyWithLock, [...start, ...losesLock(5, 0), late], { endS: 99 }).verdict).toBe(verdict);
  }
});

test("is violated by the first act of a leader that never held the lock", () => {
  expect(judged(actsOnlyWithLock, [...start, act(2, 1, 0)], { endS: 9 }).verdict).toBe("violated");
});

test("does not count time in which the leader or the receiver stood still", () => {
  for (const host of [0, 1]) {
    const pause: Line[] = [
      [10, host, { type: "host-paused" }],
      [30, host, { type: "host-resumed" }],
    ];
    const lines = [...start, ...losesLock(5, 0), ...pause, act(55, 0, 1)];
    expect(judged(actsOnlyWithLock, lines, { endS: 99 }).verdict).toBe("holds");
    expect(judged(actsOnlyWithLock, [...lines, act(57, 0, 1)], { endS: 99 }).verdict).toBe("violated");
  }
});

test("lets a helper that was running finish, and no other", () => {
  const helper = (atS: number): Line => [
    atS,
    0,
    { type: "process-started", program: "recovery-helper", pid: pids.recovery(0), parent: pids.recoverd(0) },
  ];
  const late = act(90, 0, 1, pids.recovery(0));
  expect(judged(actsOnlyWithLock, [...start, helper(4), ...losesLock(5, 0), late], { endS: 99 }).verdict).toBe("holds");
  expect(judged(actsOnlyWithLock, [...start, ...losesLock(5, 0), helper(6), late], { endS: 99 }).verdict).toBe(
    "violated",
  );
});

test("asks, candidates and a ban of oneself are no acts", () => {
  const lines: Line[] = [
    ...start,
    [2, 1, { type: "control-accepted", op: "GET_NODEMAP", from: 2, pid: 1, as: "leader" }],
    [2, 1, { type: "control-accepted", op: "SET_RECMODE", from: 2, pid: 1, as: "candidate" }],
    [2, 2, { type: "control-accepted", op: "SET_BAN_STATE", from: 2, pid: 1, as: "leader" }],
  ];
  expect(judged(actsOnlyWithLock, lines, { endS: 9 }).verdict).toBe("holds");
});

test("is unknown to a source that sees no controls, and not applicable without a lock", () => {
  expect(judged(actsOnlyWithLock, start, { endS: 9, observes: new Set(["lock-taken"]) }).verdict).toBe("unknown");
  expect(judged(actsOnlyWithLock, start, { endS: 9, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
