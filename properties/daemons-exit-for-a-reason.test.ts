import { expect, test } from "vitest";
import { daemonsExitForAReason } from "./daemons-exit-for-a-reason.ts";
import { booted, judged, type Line, pids } from "./written-trace.ts";

const exits = (atS: number, program: "ctdbd" | "recoverd", cause: "exit" | "killed" = "exit"): Line => [
  atS,
  0,
  { type: "process-exited", program, pid: pids[program](0), cause },
];
const enters = (atS: number, runState: "init" | "shutdown"): Line => [atS, 0, { type: "runstate-changed", runState }];
const verdict = (lines: readonly Line[]) =>
  judged(daemonsExitForAReason, [...booted(), ...lines], { endS: 900 }).verdict;

test("holds when somebody killed them, or they shut down", () => {
  expect(verdict([exits(20, "recoverd", "killed"), exits(21, "ctdbd", "killed")])).toBe("holds");
  expect(verdict([enters(20, "shutdown"), exits(21, "recoverd"), exits(22, "ctdbd")])).toBe("holds");
});

test("a recovery daemon goes with its main daemon, and after many missed pings", () => {
  expect(verdict([exits(20, "ctdbd", "killed"), exits(20, "recoverd")])).toBe("holds");
  expect(verdict([exits(660, "recoverd")])).toBe("holds");
  expect(verdict([exits(600, "recoverd")])).toBe("violated");
});

test("a main daemon whose first events fail dies, as does one without its event daemon, and for nothing less", () => {
  const eventd: Line = [19, 0, { type: "process-started", program: "eventd", pid: 190, parent: pids.ctdbd(0) }];
  const ends = (outcome: "done" | "failed" | "timed-out"): Line => [
    25,
    0,
    { type: "event-ended", event: "init", run: 1, pid: 190, outcome },
  ];
  const dies = (...lines: Line[]) => verdict([eventd, enters(20, "init"), ...lines, exits(26, "ctdbd")]);
  expect(dies(ends("failed"))).toBe("holds");
  expect(dies(ends("timed-out"))).toBe("holds");
  expect(dies([25, 0, { type: "process-exited", program: "eventd", pid: 190, cause: "killed" }])).toBe("holds");
  expect(dies(ends("done"))).toBe("violated");
  expect(verdict([exits(400, "ctdbd")])).toBe("violated");
});
