import { expect, test } from "vitest";
import { nfs, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { oneMountAtATime } from "./one-mount-at-a-time.ts";

const setting = { nfs: { ...nfs, grace: "one-mount" as const } };
const mounts = (atS: number, host: number, address = "a0"): Line => [
  atS,
  host,
  { type: "file-system-mounted", address },
];
const unmounts = (atS: number, host: number): Line => [atS, host, { type: "file-system-unmounted", address: "a0" }];
const event = { event: "releaseip", run: 1, pid: 7 } as const;
const begins = (atS: number, address = "a0"): Line => [atS, 0, { type: "event-began", ...event, waitedUs: 0, address }];
const ends = (atS: number, outcome: "done" | "failed" = "done"): Line => [
  atS,
  0,
  { type: "event-ended", ...event, outcome },
];
const verdict = (...lines: readonly Line[]): string =>
  judged(oneMountAtATime, [...served, mounts(5, 0), ...lines], { endS: 60, setting }).verdict;

test("holds where one node has unmounted before the next one mounts", () => {
  expect(verdict(begins(10), unmounts(11, 0), ends(12), mounts(20, 1), mounts(25, 1))).toBe("holds");
  expect(verdict([10, 0, { type: "host-crashed" }], mounts(20, 1))).toBe("holds");
  expect(verdict(mounts(20, 1, "a1"))).toBe("holds");
});

test("is violated by two nodes that have it mounted", () => {
  expect(verdict(mounts(20, 1))).toBe("violated");
  expect(verdict([10, 1, { type: "host-crashed" }], mounts(20, 1))).toBe("violated");
});

test("is violated by an address that is released while its file system is mounted, and not by that of another", () => {
  expect(verdict(begins(10), ends(12))).toBe("violated");
  expect(verdict(begins(10, "a1"), ends(12))).toBe("holds");
});

test("says nothing of a release that its scripts say has failed", () => {
  expect(verdict(begins(10), ends(12, "failed"))).toBe("holds");
});

test("is violated by locks that keep it mounted", () => {
  expect(verdict([10, 0, { type: "file-system-busy", address: "a0", files: ["f"] }])).toBe("violated");
});

test("says nothing where every node has it mounted", () => {
  expect(judged(oneMountAtATime, served, { endS: 1, setting: { nfs } }).verdict).toBe("not-applicable");
});
