import { expect, test } from "vitest";
import { recoveryDaemonIsKept } from "./recovery-daemon-is-kept.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const inForce = ["dead-parents-are-reaped"];
const dies: Line = [20, 0, { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" }];
const another: Line = [49, 0, { type: "process-started", program: "recoverd", pid: 999, parent: pids.ctdbd(0) }];
const finding = (lines: readonly Line[]) =>
  judged(recoveryDaemonIsKept, [...booted(), ...lines], { endS: 90, setting: { inForce } });

test("holds when another one is started after the next look, or the daemon shuts down", () => {
  expect(finding([dies, another]).verdict).toBe("holds");
  expect(finding([dies, [30, 0, { type: "runstate-changed", runState: "shutdown" }]]).verdict).toBe("holds");
});

test("is violated by a daemon that does not look", () => {
  expect(finding([dies])).toMatchObject({ verdict: "violated", atUs: 52_875_000 });
});

test("does not apply where a zombie may pass for it", () => {
  expect(judged(recoveryDaemonIsKept, [], { endS: 1 }).verdict).toBe("not-applicable");
});
