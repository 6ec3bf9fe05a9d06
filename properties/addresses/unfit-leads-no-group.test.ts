import { expect, test } from "vitest";
import { FLAG, type GroupName, type Pnn } from "../../model/index.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { unfitLeadsNoGroup } from "./index.ts";

const groups = { natgw: { members: [0, 1, 2] }, lvs: { members: [0, 1, 2] } };
const meet = (one: Pnn, other: Pnn): Line[] => [
  [1, one, { type: "peer-connected", peer: other }],
  [1, other, { type: "peer-connected", peer: one }],
];
const together = [...meet(0, 1), ...meet(0, 2), ...meet(1, 2)];
const leads = (atS: number, host: Pnn, leader: Pnn, group: GroupName = "natgw"): Line => [
  atS,
  host,
  { type: "group-leader-changed", group, leader },
];
const flags = (atS: number, host: Pnn, value: number): Line => [atS, host, { type: "flags-changed", flags: value }];
/** A run of node 2. */
const run = (atS: number, ok = true): Line[] => [
  [atS, 2, { type: "takeover-started", pid: 900 }],
  [atS, 2, { type: "takeover-phase", phase: "node-map", pid: 900 }],
  [atS + 1, 2, { type: "takeover-phase", phase: "release", pid: 900 }],
  [atS + 3, 2, { type: "takeover-ended", pid: 900, ok }],
];
const first = [leads(10, 0, 0), leads(10, 1, 0), leads(10, 2, 0)];
const stopped = flags(100, 0, FLAG.stopped);
const next = [leads(103.5, 1, 1), leads(103.5, 2, 1)];

const verdict = (...lines: Line[]) =>
  judged(
    unfitLeadsNoGroup,
    [...booted(), ...together, ...first, ...lines].sort(([one], [other]) => one - other),
    { endS: 200, setting: { groups } },
  ).verdict;

test("a node that is stopped, or disabled, lets go of what another one leads from now on", () => {
  expect(verdict(stopped, ...next, ...run(101))).toBe("violated");
  expect(verdict(flags(100, 0, FLAG.disabled), ...next, ...run(101))).toBe("violated");
  expect(verdict(stopped, ...next, leads(103.6, 0, 1), ...run(101))).toBe("holds");
});

test("one that is banned or unhealthy may be the best that there is", () => {
  expect(verdict(flags(100, 0, FLAG.banned), ...next, ...run(101))).toBe("holds");
});

test("not before a run that has begun since has succeeded, and has reached it", () => {
  expect(verdict(flags(102, 0, FLAG.stopped), ...next, ...run(101))).toBe("holds");
  expect(verdict(stopped, ...next, ...run(101, false))).toBe("holds");
  const lost: Line = [100.5, 2, { type: "peer-dead", peer: 0, cause: "silent" }];
  expect(verdict(stopped, lost, ...next, ...run(101))).toBe("holds");
});

test("nor one that does not see the other: their link is down, and the run is of somebody who sees both", () => {
  const lost: Line = [102, 0, { type: "peer-dead", peer: 1, cause: "closed" }];
  expect(verdict(stopped, lost, ...next, ...run(101))).toBe("holds");
});

test("nor while nobody else leads whom it must know to be fit", () => {
  expect(verdict(stopped, ...run(101))).toBe("holds");
  expect(verdict(flags(20, 1, FLAG.disabled), flags(99, 1, 0), stopped, ...next, ...run(101))).toBe("holds");
});

test("what a daemon before it has acted on does not count", () => {
  const again: Line = [50, 0, { type: "process-started", program: "ctdbd", pid: 990, parent: 1 }];
  expect(
    verdict(
      again,
      [51, 0, { type: "runstate-changed", runState: "running" }],
      ...together,
      stopped,
      ...next,
      ...run(101),
    ),
  ).toBe("holds");
});
