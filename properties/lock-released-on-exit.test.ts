import { expect, test } from "vitest";
import { lockReleasedOnExit } from "./lock-released-on-exit.ts";
import { booted, judged, type Line, losesLock, pids, takesLead } from "./written-trace.ts";

const exits = (cause: "exit" | "killed"): Line[] => [
  [20, 0, { type: "runstate-changed", runState: "shutdown" }],
  [20, 0, { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause }],
];
const start = [...booted(), ...takesLead(5, 0)];

test("holds when the lock goes with the daemon", () => {
  expect(judged(lockReleasedOnExit, [...start, ...exits("exit"), ...losesLock(20.1, 0)], { endS: 60 }).verdict).toBe(
    "holds",
  );
});

test("is violated by a helper that is left to find out by itself", () => {
  const finding = judged(lockReleasedOnExit, [...start, ...exits("exit"), ...losesLock(24, 0)], { endS: 60 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 21_100_000, hosts: [0] });
});

test("asks nothing of a daemon that was killed", () => {
  expect(judged(lockReleasedOnExit, [...start, ...exits("killed")], { endS: 60 }).verdict).toBe("holds");
});

test("asks nothing of a daemon that has outlived its main daemon: nobody tells it", () => {
  const next: Line[] = [
    [10, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "killed" }],
    [11, 0, { type: "process-started", program: "ctdbd", pid: 206, parent: 1 }],
    [11, 0, { type: "process-started", program: "recoverd", pid: 207, parent: 206 }],
  ];
  expect(judged(lockReleasedOnExit, [...start, ...next, ...exits("exit")], { endS: 60 }).verdict).toBe("holds");
});
