import { expect, test } from "vitest";
import { addressesMoveBeforeShutdown } from "./addresses-move-before-shutdown.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const begins: Line = [20, 0, { type: "runstate-changed", runState: "shutdown" }];
const drops = (atS: number): Line => [atS, 0, { type: "address-removed", address: "10.0.0.1" }];
const takeover: readonly Line[] = [
  [20.5, 1, { type: "takeover-started", pid: 7 }],
  [20.7, 1, { type: "takeover-phase", phase: "release", pid: 7 }],
];
const verdict = (lines: readonly Line[], ctdb: "head" | "4.17" = "head") =>
  judged(addressesMoveBeforeShutdown, [...booted(), begins, ...lines], { endS: 60, setting: { ctdb } }).verdict;

test("holds when the leader moves them, or the time for that is over", () => {
  expect(verdict([...takeover, drops(21)])).toBe("holds");
  expect(verdict([drops(30)])).toBe("holds");
});

test("holds when the node is stopped meanwhile", () => {
  expect(verdict([[22, 0, { type: "flags-changed", flags: 0x20 }], drops(22)])).toBe("holds");
  const back: Line = [22.1, 0, { type: "flags-changed", flags: 0 }];
  expect(verdict([[22, 0, { type: "flags-changed", flags: 0x20 }], back, drops(22.5)])).toBe("holds");
});

test("holds when the node was in recovery mode active for too long before", () => {
  const mode = (atS: number, value: "active" | "normal"): Line => [
    atS,
    0,
    { type: "recovery-mode-changed", mode: value },
  ];
  const verdictFrom = (sinceS: number) =>
    judged(
      addressesMoveBeforeShutdown,
      [...booted(), mode(sinceS, "active"), [200, 0, begins[2]], mode(201, "normal"), drops(201.3)],
      { endS: 260, setting: { ctdb: "head" } },
    ).verdict;
  expect(verdictFrom(80)).toBe("holds");
  expect(verdictFrom(180)).toBe("violated");
});

test("is violated when they are dropped at once; CTDB 4.17 did so", () => {
  expect(verdict([drops(20)])).toBe("violated");
  expect(verdict([drops(20)], "4.17")).toBe("not-applicable");
  const before: Line[] = [
    [1, 0, { type: "flags-changed", flags: 0x20 }],
    [2, 0, { type: "flags-changed", flags: 0 }],
  ];
  const verdictAfter = (beginsS: number) =>
    judged(addressesMoveBeforeShutdown, [...booted(), ...before, [beginsS, 0, begins[2]], drops(beginsS)], {
      endS: 900,
      setting: { ctdb: "head" },
    }).verdict;
  expect(verdictAfter(2)).toBe("holds");
  expect(verdictAfter(800)).toBe("violated");
});
