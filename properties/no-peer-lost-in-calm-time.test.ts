import { expect, test } from "vitest";
import { noPeerLostInCalmTime } from "./no-peer-lost-in-calm-time.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const connected = (atS: number, host: number, peer: number): Line => [atS, host, { type: "peer-connected", peer }];
const both = [connected(1, 0, 1), connected(1, 1, 0)];
const lost = (atS: number): Line => [atS, 0, { type: "peer-dead", peer: 1, cause: "silent" }];
const fault: Line = [80, 0, { type: "fault-injected", fault: "clock-step", index: 0, detail: "clock-step" }];
const gone: Line = [90, 1, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(1), cause: "killed" }];
const loses = (lines: readonly Line[]) =>
  judged(noPeerLostInCalmTime, [...booted(2), ...both, ...lines], { endS: 300, setting: { nodes: 2 } }).verdict;

test("holds for a peer that is gone, or was disturbed", () => {
  expect(loses([gone, lost(90)])).toBe("holds");
  expect(loses([fault, lost(105)])).toBe("holds");
});

test("is violated by a peer that is there", () => {
  expect(loses([lost(90)])).toBe("violated");
});
