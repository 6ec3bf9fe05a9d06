import { expect, test } from "vitest";
import { probedBeforeNormal } from "./probed-before-normal.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const mode = (atS: number, to: "active" | "normal"): Line => [atS, 0, { type: "recovery-mode-changed", mode: to }];
const probes = (atS: number): Line => [atS, 0, { type: "process-started", program: "lock-probe", pid: 9, parent: 100 }];
const takes = (atS: number): Line => [atS, 0, { type: "lock-taken", pid: 9, object: 1, probe: true }];
const answers = (atS: number, status: string): Line => [atS, 0, { type: "probe-answered", status }];
const verdictOf = (...lines: readonly Line[]) =>
  judged(probedBeforeNormal, [...booted(), mode(5, "active"), ...lines, mode(9, "normal")], { endS: 20 });

test("holds after a probe that found the lock taken, or did not answer in time", () => {
  expect(verdictOf(probes(6), answers(7, "1")).verdict).toBe("holds");
  expect(verdictOf(probes(6), takes(8), answers(9, "2")).verdict).toBe("holds");
});

test("is violated by a node that does not probe at all", () => {
  expect(verdictOf()).toMatchObject({ verdict: "violated", atUs: 9_000_000, hosts: [0] });
});

test("is violated by a probe that got the lock or failed, whatever it says", () => {
  expect(verdictOf(probes(6), takes(7), answers(8, "0")).verdict).toBe("violated");
  expect(verdictOf(probes(6), takes(7), answers(8, "1")).verdict).toBe("violated");
  expect(verdictOf(probes(6), answers(8, "3")).verdict).toBe("violated");
});
