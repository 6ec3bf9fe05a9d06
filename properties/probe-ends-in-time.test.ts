import { expect, test } from "vitest";
import { constantsWith } from "../model/index.ts";
import { probeEndsInTime } from "./probe-ends-in-time.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const pid = 150;
const starts: Line = [10, 0, { type: "process-started", program: "lock-probe", pid, parent: pids.ctdbd(0) }];
const ends = (atS: number): Line => [atS, 0, { type: "process-exited", program: "lock-probe", pid, cause: "exit" }];
const givenUp = (atS: number): Line => [atS, 0, { type: "probe-answered", status: "2" }];

const verdict = (...lines: readonly Line[]) => judged(probeEndsInTime, [...booted(), starts, ...lines], { endS: 60 });

test("holds for a probe that answers, and for one that has had its time", () => {
  expect(verdict(ends(10.2)).verdict).toBe("holds");
  expect(verdict(givenUp(15), ends(15.1)).verdict).toBe("holds");
});

test("is violated by a probe that goes on, and by one that is given up before its time", () => {
  expect(verdict()).toMatchObject({ verdict: "violated", atUs: 16_000_000 });
  expect(verdict(givenUp(10.1), ends(10.2))).toMatchObject({ verdict: "violated", atUs: 10_100_000 });
});

test("one whose daemon is gone ends when it looks for its parent", () => {
  const gone: Line = [11, 0, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(0), cause: "exit" }];
  const setting = { constants: constantsWith({ helperParentPollUs: 9_000_000 }) };
  const lines = [...booted(), starts, gone];
  expect(judged(probeEndsInTime, [...lines, ends(19)], { endS: 60, setting }).verdict).toBe("holds");
  expect(judged(probeEndsInTime, lines, { endS: 60, setting })).toMatchObject({
    verdict: "violated",
    atUs: 19_100_000,
  });
});

test("a clock that was set gives it another time", () => {
  const stepped: Line = [10, 0, { type: "clock-stepped", byUs: 5_000_000 }];
  expect(verdict(stepped, givenUp(10.1), ends(10.2)).verdict).toBe("holds");
});
