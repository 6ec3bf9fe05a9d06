import { expect, test } from "vitest";
import { frozenBeforeElection } from "./frozen-before-election.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const starts: Line = [20, 1, { type: "election-started", reason: "leader timeout" }];
const announces: Line = [21, 1, { type: "election-announced" }];
const asked = { op: "SET_RECMODE", from: 1, pid: pids.recoverd(1), as: "candidate" } as const;
const freezes = (host: number): Line => [20.5, host, { type: "control-accepted", ...asked, value: "active" }];
const refuses: Line = [20.5, 2, { type: "control-refused", ...asked, why: "injected failure" }];

const verdict = (lines: readonly Line[]) => judged(frozenBeforeElection, [...booted(), ...lines], { endS: 60 });

test("holds when everybody is frozen first, or the election is abandoned", () => {
  expect(verdict([starts, freezes(0), freezes(1), freezes(2), announces]).verdict).toBe("holds");
  expect(verdict([starts, freezes(1), refuses]).verdict).toBe("holds");
});

test("is violated by an election that freezes nobody, or in spite of a refusal", () => {
  expect(verdict([starts, announces])).toMatchObject({ atUs: 21_000_000, hosts: [1, 1] });
  expect(verdict([starts, freezes(1), refuses, announces])).toMatchObject({ atUs: 21_000_000, hosts: [1, 2] });
});

test("says nothing of a node whose daemon may think that it is inactive", () => {
  const stopped: Line = [10, 1, { type: "flags-changed", flags: 0x20 }];
  const back: Line = [15, 1, { type: "flags-changed", flags: 0 }];
  expect(verdict([stopped, back, starts, announces]).verdict).toBe("holds");
});

test("an election that begins while another waits is judged by its own answers, and so is the other", () => {
  const at = (atS: number, [, host, event]: Line): Line => [atS, host, event];
  const abandons: Line = [24, 1, { type: "election-abandoned" }];
  const elder = [starts, freezes(0), freezes(1), freezes(2)];
  const younger = [at(22, starts), at(22.1, freezes(1)), at(23, refuses)];
  expect(verdict([...elder, ...younger, abandons, at(24, announces)]).verdict).toBe("holds");
  expect(verdict([...elder, ...younger, at(24, announces)])).toMatchObject({ atUs: 24_000_000, hosts: [1, 2] });
  const late = [
    starts,
    freezes(0),
    freezes(1),
    at(21, abandons),
    at(22, starts),
    at(22.1, freezes(1)),
    at(23, refuses),
  ];
  expect(verdict([...late, at(24, announces)]).verdict).toBe("holds");
});

test("an election that a recovery daemon calls on its way out, when its main daemon is gone, is none of the next one's", () => {
  const orphan: readonly Line[] = [
    [19, 1, { type: "process-started", program: "recoverd", pid: 207, parent: 206 }],
    [20, 1, { type: "process-continued", program: "recoverd", pid: pids.recoverd(1) }],
    starts,
    [20, 1, { type: "process-exited", program: "recoverd", pid: pids.recoverd(1), cause: "exit" }],
  ];
  expect(verdict([...orphan, announces]).verdict).toBe("holds");
});

test("a refusal is that of the younger election where the control of the elder is held back", () => {
  const late: Line = [20, 2, { type: "control-delayed", op: "SET_RECMODE", from: 1, byUs: 1_000_000 }];
  const second: Line = [20.1, 1, { type: "election-started", reason: "lock lost" }];
  const abandons: Line = [20.6, 1, { type: "election-abandoned" }];
  const obeys: Line = [20.9, 2, { type: "control-accepted", ...asked, value: "active" }];
  const rest = [second, freezes(0), freezes(1), refuses, abandons, obeys, announces];
  expect(verdict([starts, late, ...rest]).verdict).toBe("holds");
  expect(verdict([starts, ...rest]).verdict).toBe("violated");
});
