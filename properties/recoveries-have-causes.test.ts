import { expect, test } from "vitest";
import { recoveriesHaveCauses } from "./recoveries-have-causes.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const begins = (atS: number): Line => [atS, 0, { type: "recovery-step", step: "begin", pid: pids.recoverd(0) }];
const completed = (atS: number): Line => [atS, 0, { type: "recovery-completed", generation: 7, pid: 100 }];
const normal = [0, 1, 2].flatMap((host): Line[] => [
  [20, host, { type: "generation-changed", generation: 7 }],
  [20, host, { type: "recovery-mode-changed", mode: "normal" }],
]);
const verdict = (...lines: readonly Line[]) =>
  judged(recoveriesHaveCauses, [...booted(), ...takesLead(5, 0), ...normal, completed(20), ...lines], { endS: 300 })
    .verdict;

test("a recovery that nothing calls for is told of", () => {
  expect(verdict()).toBe("holds");
  expect(verdict(begins(60))).toBe("violated");
});

test("health is no cause, and who becomes inactive is one", () => {
  expect(verdict([59, 1, { type: "flags-changed", flags: 2 }], begins(60))).toBe("violated");
  expect(verdict([59, 1, { type: "flags-changed", flags: 0x20 }], begins(60))).toBe("holds");
  expect(verdict([50, 1, { type: "flags-changed", flags: 0x20 }], begins(60))).toBe("violated");
});

test("a node in recovery mode, or under another generation, calls for one as long as it is", () => {
  const active: Line = [30, 1, { type: "recovery-mode-changed", mode: "active" }];
  expect(verdict(active, begins(60))).toBe("holds");
  expect(verdict([30, 1, { type: "generation-changed", generation: 8 }], begins(60))).toBe("holds");
  expect(verdict(active, [40, 1, { type: "recovery-mode-changed", mode: "normal" }], begins(60))).toBe("violated");
});

test("a node without its recovery daemon, or that is shutting down, answers for its mode all the same", () => {
  const leaving: Line = [25, 1, { type: "runstate-changed", runState: "shutdown" }];
  const killed: Line = [25, 1, { type: "process-exited", program: "recoverd", pid: pids.recoverd(1), cause: "killed" }];
  const active: Line = [30, 1, { type: "recovery-mode-changed", mode: "active" }];
  expect(verdict(killed, active, begins(60))).toBe("holds");
  expect(verdict(killed, begins(60))).toBe("violated");
  expect(verdict(leaving, active, begins(60))).toBe("holds");
  expect(verdict(leaving, begins(60))).toBe("violated");
});

test("a leader holds off after a recovery, and a pass may wait for a node that is silent", () => {
  expect(verdict(begins(32))).toBe("holds");
  expect(verdict(begins(36))).toBe("violated");
  // Its takeover run is part of it.
  const moves = (atS: number): Line => [atS, 0, { type: "takeover-ended", pid: 900, ok: true }];
  expect(verdict(moves(25), begins(36))).toBe("holds");
  expect(verdict(moves(21), moves(25), begins(39))).toBe("violated");
  const slow = { index: 0, fault: "slow-link", detail: "" } as const;
  expect(verdict([40, 1, { type: "fault-injected", ...slow }], begins(50))).toBe("holds");
  expect(verdict([40, 1, { type: "fault-injected", ...slow }], begins(80))).toBe("violated");
});

test("time in which the leader makes a takeover run does not count", () => {
  const helper = { program: "takeover-helper", pid: 900 } as const;
  const gone: Line = [58, 1, { type: "peer-dead", peer: 2, cause: "closed" }];
  const begun: Line = [58.5, 0, { type: "process-started", ...helper, parent: pids.recoverd(0) }];
  expect(verdict(gone, begun, begins(75))).toBe("holds");
  expect(verdict(gone, begins(75))).toBe("violated");
});
