import { expect, test } from "vitest";
import { connectedInCalmTime } from "./connected-in-calm-time.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const connected = (atS: number, host: number, peer: number): Line => [atS, host, { type: "peer-connected", peer }];
const lost = (atS: number, host: number, peer: number): Line => [
  atS,
  host,
  { type: "peer-dead", peer, cause: "silent" },
];
const both = (atS: number): Line[] => [connected(atS, 0, 1), connected(atS, 1, 0)];
const fault = (atS: number): Line => [
  atS,
  0,
  { type: "fault-injected", fault: "clock-step", index: 0, detail: "clock-step" },
];
const gone: Line = [90, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "killed" }];
const find = (lines: readonly Line[]) =>
  judged(connectedInCalmTime, [...booted(2), ...lines], { endS: 300, setting: { nodes: 2 } });

test("holds when both find each other, and again after a loss", () => {
  expect(find(both(1)).verdict).toBe("holds");
  expect(find([...both(1), lost(50, 0, 1), connected(51, 0, 1)]).verdict).toBe("holds");
});

test("is violated when one direction is missing for long", () => {
  expect(find([connected(1, 0, 1)])).toMatchObject({ verdict: "violated", hosts: [1, 0] });
  expect(find([...both(1), lost(100, 0, 1)])).toMatchObject({ hosts: [0, 1] });
});

test("the time begins anew with each disturbance, and not for a daemon that is gone", () => {
  const late = find([fault(60), fault(120), ...both(180)]);
  expect(late.verdict).toBe("holds");
  expect(find([...both(1), gone, lost(90, 0, 1)]).verdict).toBe("holds");
});

test("nobody calls before a clock that was set back has caught up", () => {
  const back: Line = [60, 0, { type: "clock-stepped", byUs: -80_000_000 }];
  expect(find([...both(1), back, lost(62, 0, 1), lost(62, 1, 0), ...both(205)]).verdict).toBe("holds");
  expect(find([...both(1), back, lost(62, 0, 1), lost(62, 1, 0)]).atUs).toBeGreaterThan(200_000_000);
});
