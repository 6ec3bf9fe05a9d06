import { expect, test } from "vitest";
import { booted, follow, judgedByAll, type Line, losesLock, pids, recovers, takesLead } from "./written-trace.ts";

const quiet = [...booted(), ...takesLead(5, 0), ...follow(5, 0), ...recovers(6, 0)];
const measures = (lines: readonly Line[], endS = 100) => judgedByAll([...quiet, ...lines], { endS }).measures;

test("a start-up is no fail-over", () => {
  expect(measures([])).toMatchObject({ failOvers: 0, failOverLongestUs: 0, unledUs: 0 });
});

test("from a crash to the next leader, and to the end of its recovery", () => {
  const lines: Line[] = [[20, 0, { type: "host-crashed" }], ...takesLead(27, 1), ...recovers(31, 1)];
  expect(measures(lines)).toMatchObject({
    failOvers: 1,
    failOverLongestUs: 7_000_000,
    failOverRecoveredLongestUs: 11_000_000,
    unledUs: 7_000_000,
  });
});

test("a leader that stands still and goes on is a gap without a fail-over", () => {
  const lines: Line[] = [
    [20, 0, { type: "host-paused" }],
    [23, 0, { type: "host-resumed" }],
  ];
  expect(measures(lines)).toMatchObject({ failOvers: 0, failOverRecoveredLongestUs: 0, unledUs: 3_000_000 });
});

test("a leader that reaches less than half of the active nodes cannot lead, one of two can", () => {
  const cut = [
    [0, 1],
    [1, 0],
    [2, 0],
  ] as const;
  const lines: Line[] = [
    [20, -1, { type: "partition-began", cut }],
    ...takesLead(30, 1),
    [40, -1, { type: "partition-healed", cut }],
  ];
  expect(measures(lines)).toMatchObject({ failOvers: 1, failOverLongestUs: 10_000_000, unledUs: 10_000_000 });
  expect(measures([[10, 2, { type: "host-crashed" }], ...lines])).toMatchObject({ failOvers: 0, unledUs: 0 });
});

test("what is open at the end counts up to there, unless nobody could lead", () => {
  expect(measures([[20, 0, { type: "host-crashed" }]], 50)).toMatchObject({
    failOvers: 1,
    failOverLongestUs: 30_000_000,
    failOverRecoveredLongestUs: 30_000_000,
  });
  const all: Line[] = [0, 1, 2].map((host) => [20, host, { type: "host-crashed" }]);
  expect(measures(all, 50)).toMatchObject({ failOvers: 0, failOverLongestUs: 0, failOverRecoveredLongestUs: 0 });
});

test("a helper that outlives its daemon, and the lock it keeps, are measured", () => {
  const lines: Line[] = [
    [20, 0, { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" }],
    ...losesLock(24, 0),
  ];
  expect(measures(lines)).toMatchObject({ orphanHelperLongestUs: 4_000_000, deadHoldLongestUs: 4_000_000 });
  expect(measures(losesLock(24, 0))).toMatchObject({ orphanHelperLongestUs: 0, deadHoldLongestUs: 0 });
});

test("an act is stale once another one has claimed to lead", () => {
  const act = (atS: number, from: number): Line => [
    atS,
    2,
    { type: "control-accepted", op: "SET_RECMODE", from, pid: 1, as: "leader" },
  ];
  const lines: Line[] = [act(19, 0), ...takesLead(20, 1), act(21, 1), act(22, 0)];
  expect(measures(lines)).toMatchObject({ staleActs: 1, beliefOverlapUs: 80_000_000 });
});
