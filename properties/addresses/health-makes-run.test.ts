import { expect, test } from "vitest";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { healthMakesRun } from "./index.ts";

const flags = (atS: number, host: number, bits: number): Line => [atS, host, { type: "flags-changed", flags: bits }];
const verdict = (...lines: Line[]) =>
  judged(healthMakesRun, [...booted(), ...takesLead(5, 0), ...follow(5, 0), ...lines], { endS: 120 }).verdict;

test("a change of health makes a run", () => {
  const ill = flags(20, 1, 0x02);
  expect(verdict(ill)).toBe("violated");
  expect(verdict(ill, [21, 0, { type: "takeover-started", pid: 900 }])).toBe("holds");
  // Flags of an administrator are another matter.
  expect(verdict(flags(20, 1, 0x04))).toBe("holds");
  // Whatever is done to the cluster meanwhile may have lost the request.
  const cut: Line = [30, 2, { type: "fault-injected", fault: "kill-process", index: 0, detail: "" }];
  expect(verdict(ill, cut)).toBe("holds");
  expect(verdict(ill, [30, 0, { type: "recovery-mode-changed", mode: "active" }])).toBe("holds");
  expect(verdict(ill, flags(30, 1, 0x22))).toBe("holds");
});

test("who has no leader, or is not at work, is not heard", () => {
  const ill = flags(20, 1, 0x02);
  expect(verdict([15, 1, { type: "leader-believed", leader: -1 }], ill)).toBe("holds");
  expect(verdict([15, 1, { type: "runstate-changed", runState: "startup" }], ill)).toBe("holds");
  expect(verdict([15, 1, { type: "recovery-mode-changed", mode: "active" }], ill)).toBe("holds");
  // Another leader has forbidden runs for a while.
  const other: Line[] = [
    [10, 2, { type: "takeover-started", pid: 901 }],
    [11, 2, { type: "takeover-ended", pid: 901, ok: true }],
  ];
  expect(verdict(...other, ill)).toBe("holds");
  // It has taken that back, where it has reached this one all the time.
  const met: Line = [9, 2, { type: "peer-connected", peer: 0 }];
  const asked: Line = [10, 2, { type: "takeover-phase", phase: "node-map", pid: 901 }];
  const [begun = met, ended = met] = other;
  expect(verdict(met, begun, asked, ended, ill)).toBe("violated");
  const lost: Line = [10.5, 2, { type: "peer-dead", peer: 0, cause: "closed" }];
  expect(verdict(met, begun, asked, lost, ended, ill)).toBe("holds");
});
