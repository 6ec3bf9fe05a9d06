import { expect, test } from "vitest";
import { FLAG } from "../model/index.ts";
import { attemptEndsInTime } from "./attempt-ends-in-time.ts";
import { booted, judged, type Line, plainSetting } from "./written-trace.ts";

const tries = (atS: number, lock: "none" | "taking"): Line => [atS, 0, { type: "lock-believed", lock }];

test("holds when the attempt is given up at its time limit", () => {
  const lines = [...booted(), tries(5, "taking"), tries(125, "none")];
  expect(judged(attemptEndsInTime, lines, { endS: 300 }).verdict).toBe("holds");
});

test("is violated by an attempt that goes on", () => {
  const lines = [...booted(), tries(5, "taking")];
  expect(judged(attemptEndsInTime, lines, { endS: 300 })).toMatchObject({ verdict: "violated", atUs: 126_000_000 });
});

test("does not count time in which the daemon stood still", () => {
  const still: Line[] = [
    [10, 0, { type: "host-paused" }],
    [90, 0, { type: "host-resumed" }],
  ];
  const lines = [...booted(), tries(5, "taking"), ...still];
  expect(judged(attemptEndsInTime, lines, { endS: 300 })).toMatchObject({ verdict: "violated", atUs: 206_000_000 });
});

test("gives an attempt the time of a flag push on top of it, and no more", () => {
  const changes = (atS: number, flags: number): Line => [atS, 0, { type: "flags-changed", flags }];
  const lines = [...booted(), changes(1, 0), tries(5, "taking"), changes(100, FLAG.unhealthy)];
  const dueUs = 126_000_000 + 2 * plainSetting.constants.recoverTimeoutUs;
  expect(judged(attemptEndsInTime, lines, { endS: 400 })).toMatchObject({ verdict: "violated", atUs: dueUs });
});

test("an attempt of a recovery daemon that has outlived its main daemon ends with it", () => {
  const started: Line = [20, 0, { type: "process-started", program: "recoverd", pid: 207, parent: 206 }];
  const before: Line[] = [
    [10, 0, { type: "process-stopped", program: "recoverd", pid: 101 }],
    started,
    [30, 0, { type: "process-continued", program: "recoverd", pid: 101 }],
  ];
  const gone: Line = [30, 0, { type: "process-exited", program: "recoverd", pid: 101, cause: "exit" }];
  const lines = [...booted(), ...before, tries(30, "taking")];
  expect(judged(attemptEndsInTime, [...lines, gone], { endS: 300 }).verdict).toBe("holds");
  expect(judged(attemptEndsInTime, lines, { endS: 300 }).verdict).toBe("violated");
});
