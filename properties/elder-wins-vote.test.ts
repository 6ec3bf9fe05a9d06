import { expect, test } from "vitest";
import { elderWinsVote } from "./elder-wins-vote.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const meet = (atS: number, one: number, other: number): Line[] => [
  [atS, one, { type: "peer-connected", peer: other }],
  [atS, other, { type: "peer-connected", peer: one }],
];
const restarts: Line[] = [
  [40, 1, { type: "process-exited", program: "recoverd", pid: pids.recoverd(1), cause: "killed" }],
  [41, 1, { type: "process-started", program: "recoverd", pid: 7, parent: pids.ctdbd(1) }],
];
const wins = (host: number): Line => [60, host, { type: "election-ended", leader: host }];
const setting = { setting: { lock: "none" }, endS: 99 } as const;
const start = [...booted(2), ...meet(1, 0, 1), ...restarts];

test("holds when the node that has been stable for longer wins", () => {
  expect(judged(elderWinsVote, [...start, wins(0)], setting).verdict).toBe("holds");
});

test("is violated by a younger winner that its elder hears", () => {
  expect(judged(elderWinsVote, [...start, wins(1)], setting)).toMatchObject({ verdict: "violated", hosts: [1, 0] });
});

test("asks nothing of nodes that do not hear each other, or of a vote that was disturbed", () => {
  const lost: Line = [50, 1, { type: "peer-dead", peer: 0, cause: "silent" }];
  expect(judged(elderWinsVote, [...start, lost, wins(1)], setting).verdict).toBe("holds");
  const struck: Line = [58, 0, { type: "fault-injected", fault: "kill-process", index: 0, detail: "" }];
  expect(judged(elderWinsVote, [...start, struck, wins(1)], setting).verdict).toBe("holds");
});
