import { expect, test } from "vitest";
import type { ProgramName } from "../model/index.ts";
import { noOrphanHelper } from "./no-orphan-helper.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];
const exits = (atS: number, program: ProgramName, pid: number): Line => [
  atS,
  0,
  { type: "process-exited", program, pid, cause: "killed" },
];
const starts = (atS: number, program: ProgramName, pid: number, parent: number): Line => [
  atS,
  0,
  { type: "process-started", program, pid, parent },
];
const recovery = starts(2, "recovery-helper", pids.recovery(0), pids.recoverd(0));

test("holds when a lock helper follows its parent at its poll, or holds no lock at all", () => {
  const lines = [...start, exits(2, "recoverd", pids.recoverd(0)), exits(7, "lock-helper", pids.helper(0))];
  expect(judged(noOrphanHelper, lines, { endS: 99 }).verdict).toBe("holds");
});

test("is violated by a lock helper that stays", () => {
  const finding = judged(noOrphanHelper, [...start, exits(2, "recoverd", pids.recoverd(0))], { endS: 99 });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 7_100_000, hosts: [0] });
});

test("gives a check child a second, more only while the storage hangs", () => {
  const child = starts(1, "lock-check-child", 77, pids.helper(0));
  const lines = [...start, child, exits(2, "lock-helper", pids.helper(0))];
  expect(judged(noOrphanHelper, lines, { endS: 99 })).toMatchObject({ verdict: "violated", atUs: 3_000_000 });
  const hung: Line = [1, 0, { type: "storage-changed", state: "hung" }];
  expect(judged(noOrphanHelper, [hung, ...lines], { endS: 99 }).verdict).toBe("unknown");
});

test("is violated by a recovery helper that survives the leadership", () => {
  const turned: Line = [3, 0, { type: "leader-believed", leader: 1 }];
  const lines = [...start, recovery, turned];
  expect(judged(noOrphanHelper, lines, { endS: 99 })).toMatchObject({ verdict: "violated", atUs: 4_100_000 });
  const back: Line = [3.5, 0, { type: "leader-believed", leader: 0 }];
  expect(judged(noOrphanHelper, [...lines, back], { endS: 99 }).verdict).toBe("holds");
});

test("lets a recovery helper without a parent run through its controls", () => {
  const orphan = [recovery, exits(3, "recoverd", pids.recoverd(0))];
  const lines = [...booted(), ...orphan];
  expect(judged(noOrphanHelper, lines, { endS: 300 }).verdict).toBe("unknown");
  expect(
    judged(noOrphanHelper, [...lines, exits(300, "recovery-helper", pids.recovery(0))], { endS: 400 }).verdict,
  ).toBe("holds");
  expect(judged(noOrphanHelper, lines, { endS: 400 }).verdict).toBe("violated");
});

test("nothing survives a crash of the host", () => {
  const crash: Line = [3, 0, { type: "host-crashed" }];
  expect(judged(noOrphanHelper, [...start, exits(2, "recoverd", pids.recoverd(0)), crash], { endS: 99 }).verdict).toBe(
    "holds",
  );
});

test("is unknown to a source that sees no processes", () => {
  expect(judged(noOrphanHelper, [], { endS: 9, observes: new Set(["host-crashed"]) }).verdict).toBe("unknown");
});
