import { expect, test } from "vitest";
import { takeoversAreRare } from "./takeovers-are-rare.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const run = (atS: number): Line => [atS, 0, { type: "takeover-started", pid: atS }];
const verdict = (...lines: readonly Line[]) => judged(takeoversAreRare, [...booted(), ...lines], { endS: 300 });

test("holds for a few, and for many soon after a disturbance", () => {
  expect(verdict(...[100, 110, 120, 130].map(run)).verdict).toBe("holds");
  const command: Line = [99, 1, { type: "admin-command", command: "stop" }];
  expect(verdict(command, ...[100, 101, 102, 103, 104].map(run)).verdict).toBe("holds");
});

test("is violated by many in calm time", () => {
  expect(verdict(...[100, 101, 102, 103, 104].map(run))).toMatchObject({ verdict: "violated", atUs: 104_000_000 });
});

test("holds for many after a ban has ended, until that is long ago", () => {
  const back: Line = [99, 1, { type: "unbanned" }];
  expect(verdict(back, ...[100, 101, 102, 103, 104].map(run)).verdict).toBe("holds");
  expect(verdict(back, ...[200, 201, 202, 203, 204].map(run))).toMatchObject({ atUs: 204_000_000 });
});
