import { expect, test } from "vitest";
import { shutdownEndsInTime } from "./shutdown-ends-in-time.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const begins: Line = [20, 0, { type: "runstate-changed", runState: "shutdown" }];
const gone: Line = [60, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "exit" }];

test("holds when the daemon is gone after its fail-over and its event", () => {
  expect(judged(shutdownEndsInTime, [...booted(), begins, gone], { endS: 90 }).verdict).toBe("holds");
});

test("is violated by one that stays, not counting time in which it stood still", () => {
  const stays = [...booted(), begins];
  expect(judged(shutdownEndsInTime, stays, { endS: 90 })).toMatchObject({ verdict: "violated", atUs: 63_500_000 });
  const stood: Line[] = [
    [30, 0, { type: "host-paused" }],
    [40, 0, { type: "host-resumed" }],
  ];
  expect(judged(shutdownEndsInTime, [...stays, ...stood], { endS: 90 })).toMatchObject({ atUs: 73_500_000 });
});
