import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { databases } from "../written-databases.ts";
import { booted, judged, type Line } from "../written-trace.ts";
import { attachesAreAnswered } from "./attaches-are-answered.ts";

const verdict = (lines: readonly Line[], endS = 300): Finding =>
  judged(attachesAreAnswered, [...booted(), ...lines], { endS, setting: { databases } });
const asks = (atS: number): Line => [atS, 1, { type: "attach-asked", pid: 312, db: "db1" }];
const answered = (atS: number): Line => [atS, 1, { type: "attach-answered", pid: 312, db: "db1", status: 0 }];
const mode = (atS: number, name: "active" | "normal"): Line => [atS, 1, { type: "recovery-mode-changed", mode: name }];

test("holds when it is answered at once, or soon after the recovery", () => {
  expect(verdict([asks(10), answered(10.1)]).verdict).toBe("holds");
  expect(verdict([mode(9, "active"), asks(10), mode(60, "normal"), answered(61.1)]).verdict).toBe("holds");
  expect(verdict([mode(9, "active"), asks(10), mode(60, "normal"), mode(61, "active")]).verdict).toBe("holds");
});

test("is violated by one that waits on after the recovery", () => {
  const finding = verdict([mode(9, "active"), asks(10), mode(60, "normal"), answered(70)]);
  expect(finding).toMatchObject({ verdict: "violated", atUs: 62_062_500, hosts: [1] });
  expect(finding.why[0]).toMatch(/^At 00:10.000000 client 312 on node 1 asked for db1 to be attached, and /);
});

test("asks nothing of a node that is not up, or is out", () => {
  expect(verdict([[9, 1, { type: "runstate-changed", runState: "first-recovery" }], asks(10)]).verdict).toBe("holds");
  expect(verdict([[9, 1, { type: "flags-changed", flags: 0x20 }], asks(10)]).verdict).toBe("holds");
});
