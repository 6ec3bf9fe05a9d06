import { expect, test } from "vitest";
import { inactiveHasNoAddresses } from "./inactive-has-no-addresses.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const stopped: Line = [20, 0, { type: "flags-changed", flags: 0x20 }];
const drops: Line = [20, 0, { type: "address-removed", address: "10.0.0.1" }];

test("holds when a node that is stopped drops its addresses", () => {
  expect(judged(inactiveHasNoAddresses, [...booted(), stopped, drops], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a stopped node that keeps one for longer than a script may take", () => {
  expect(judged(inactiveHasNoAddresses, [...booted(), stopped], { endS: 60 })).toMatchObject({ atUs: 53_875_000 });
  const back: Line = [30, 0, { type: "address-added", address: "10.0.0.1" }];
  // A script that was under way puts one there: that is for the next takeover run.
  expect(judged(inactiveHasNoAddresses, [...booted(), stopped, drops, back], { endS: 90 }).verdict).toBe("holds");
});

test.each(["failed", "timed-out"] as const)(
  "does not ask for one whose releaseip event has %s: nobody tries again",
  (outcome) => {
    const tries: readonly Line[] = [
      [20.1, 0, { type: "event-began", event: "releaseip", run: 1, pid: 2, waitedUs: 0, address: "10.0.0.1" }],
      [21, 0, { type: "event-ended", event: "releaseip", run: 1, pid: 2, outcome }],
    ];
    const told = (lines: readonly Line[]): string =>
      judged(inactiveHasNoAddresses, [...booted(), stopped, ...lines], { endS: 90 }).verdict;
    expect(told(tries)).toBe("holds");
    // One of before is none: all are released anew.
    const before = tries.map(([atS, host, event]): Line => [atS - 10, host, event]);
    expect(judged(inactiveHasNoAddresses, [...booted(), ...before, stopped], { endS: 90 }).verdict).toBe("violated");
    // One that never ends is no excuse.
    expect(told(tries.slice(0, 1))).toBe("violated");
  },
);
