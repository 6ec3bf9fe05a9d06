import { expect, test } from "vitest";
import type { ExitCause } from "../model/index.ts";
import { givenUpHelperIsTold } from "./given-up-helper-is-told.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const pid = 150;
const starts: Line = [10, 0, { type: "process-started", program: "lock-helper", pid, parent: pids.recoverd(0) }];
const givesUp = (status: string): Line => [130, 0, { type: "lock-refused", status }];
const ends = (atS: number, cause: ExitCause): Line => [
  atS,
  0,
  { type: "process-exited", program: "lock-helper", pid, cause },
];

const verdict = (...lines: readonly Line[]) =>
  judged(givenUpHelperIsTold, [...booted(), starts, ...lines], { endS: 300 });

test("holds for a helper that is told, that was about to end, or that somebody kills", () => {
  expect(verdict(givesUp("2"), ends(190, "terminated")).verdict).toBe("holds");
  expect(verdict(givesUp("2"), ends(130.01, "exit")).verdict).toBe("holds");
  expect(verdict(givesUp("2"), ends(190, "killed")).verdict).toBe("holds");
  expect(verdict(givesUp("1"), ends(131, "exit")).verdict).toBe("holds");
});

test("holds for one whose answer was on the way", () => {
  const takes: Line = [130.01, 0, { type: "lock-taken", pid, object: 1, probe: false }];
  expect(verdict(givesUp("2"), takes, ends(131, "exit")).verdict).toBe("holds");
});

test("is violated by one that goes on and ends by itself", () => {
  expect(verdict(givesUp("2"), ends(190, "exit"))).toMatchObject({ verdict: "violated", atUs: 190_000_000 });
});

test("forgets the helpers of a host that crashed", () => {
  const lines: Line[] = [givesUp("2"), [140, 0, { type: "host-crashed" }], ends(190, "exit")];
  expect(verdict(...lines).verdict).toBe("holds");
});
