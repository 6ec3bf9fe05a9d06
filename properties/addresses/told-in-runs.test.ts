import { expect, test } from "vitest";
import type { EventName, EventOutcome } from "../../model/index.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { preparedBeforeRelease, takeoverRunsEnd, toldAfterRun } from "./index.ts";

const pid = 900;
const connected: readonly Line[] = [0, 1, 2].flatMap((host) =>
  [0, 1, 2].flatMap((peer): Line[] => (peer === host ? [] : [[1, host, { type: "peer-connected", peer }]])),
);
const phase = (atS: number, name: string): Line => [atS, 0, { type: "takeover-phase", phase: name, pid }];
const begins: Line[] = [[20, 0, { type: "takeover-started", pid }], phase(20, "node-map")];
const ends = (atS: number, ok = true): Line => [atS, 0, { type: "takeover-ended", pid, ok }];
const runs = (atS: number, event: EventName, hosts = [0, 1, 2], outcome: EventOutcome = "done"): Line[] =>
  hosts.map((host) => [atS, host, { type: "event-ended", event, run: 1, pid: 7, outcome }]);
const lost: Line = [20.5, 0, { type: "peer-dead", peer: 2, cause: "closed" }];

test("every node that runs is prepared before the first release", () => {
  const hearing = (ctdb: "head" | "4.17") => ({ endS: 60, setting: { ctdb } });
  const verdict = (lines: readonly Line[], ctdb: "head" | "4.17" = "head") =>
    judged(preparedBeforeRelease, [...booted(), ...connected, ...begins, ...lines, phase(22, "release")], hearing(ctdb))
      .verdict;
  expect(verdict(runs(21, "startipreallocate"))).toBe("holds");
  expect(verdict(runs(21, "startipreallocate", [0, 1]))).toBe("violated");
  expect(verdict([...runs(21, "startipreallocate", [0, 1]), ...runs(21, "startipreallocate", [2], "failed")])).toBe(
    "violated",
  );
  expect(verdict(runs(19, "startipreallocate"))).toBe("violated");
  expect(verdict([lost, ...runs(21, "startipreallocate", [0, 1])])).toBe("holds");
  // Who is not RUNNING yet answers without it.
  const late: Line[] = [
    [20, 2, { type: "runstate-changed", runState: "startup" }],
    [21, 2, { type: "runstate-changed", runState: "running" }],
  ];
  expect(verdict([...late, ...runs(21, "startipreallocate", [0, 1])])).toBe("holds");
  expect(verdict([], "4.17")).toBe("not-applicable");
});

test("every node is told at the end of a run that succeeds", () => {
  const verdict = (...lines: Line[]) =>
    judged(toldAfterRun, [...booted(), ...connected, ...begins, ...lines], { endS: 60 }).verdict;
  expect(verdict(...runs(21, "ipreallocated"), ends(22))).toBe("holds");
  expect(verdict(...runs(21, "ipreallocated", [0, 2]), ends(22))).toBe("violated");
  expect(verdict(...runs(21, "ipreallocated", [0, 2]), ends(22, false))).toBe("holds");
  expect(verdict(lost, ...runs(21, "ipreallocated", [0, 1]), ends(22))).toBe("holds");
  // What went before is no word of this run's end.
  expect(verdict(...runs(21, "ipreallocated"), phase(21.5, "take"), ends(22))).toBe("violated");
});

test("what follows the allocation has one deadline", () => {
  const verdict = (endS: number, ...lines: Line[]) =>
    judged(takeoverRunsEnd, [...booted(), ...connected, ...begins, ...lines, ends(endS, false)], { endS: 90 }).verdict;
  expect(verdict(47, phase(20, "start"), phase(40, "release"))).toBe("holds");
  expect(verdict(55, phase(20, "start"), phase(40, "release"))).toBe("violated");
  expect(verdict(55, phase(30, "start"))).toBe("holds");
});
