import { expect, test } from "vitest";
import { gaveUp, locked, nfs, served } from "../written-locks.ts";
import { judged, type Line } from "../written-trace.ts";
import { freeLocksAreGranted } from "./free-locks-are-granted.ts";

const granted = (atS: number, client: number): Line => [
  atS,
  2,
  { type: "file-lock-granted", client, file: "f", reclaim: false },
];
const refused = (atS: number, client: number, why: "denied" | "later" | "grace"): Line => [
  atS,
  -1,
  { type: "file-lock-refused", client, file: "f", why },
];
const verdict = (...lines: readonly Line[]): string =>
  judged(freeLocksAreGranted, [...served, granted(4, 0), ...locked(5, 0, 0), ...lines], { endS: 300, setting: { nfs } })
    .verdict;

test("who waits for what nobody else has is granted it in time, and told so", () => {
  const waits = [refused(10, 1, "denied"), gaveUp(20, 0, "unlocked")];
  expect(verdict(...waits, ...locked(30, 1, 1))).toBe("holds");
  expect(verdict(...waits, granted(30, 1))).toBe("violated");
  expect(verdict(...waits)).toBe("violated");
  expect(verdict(...waits, refused(40, 1, "later"))).toBe("holds");
});

test("who waits for a lock that is held waits", () => {
  expect(verdict(refused(10, 1, "denied"))).toBe("holds");
});

test("a lock whose holder was granted it, and may not know yet, is no free one", () => {
  expect(verdict(refused(10, 1, "denied"), gaveUp(20, 0, "unlocked"), granted(21, 0))).toBe("holds");
});

test("who is refused its reclaim has not given it back: its server may have the lock still", () => {
  const lost: Line = [12, 0, { type: "file-lock-dropped", client: 0, file: "f", cause: "released" }];
  const refusal = [refused(10, 1, "denied"), gaveUp(20, 0, "reclaim-refused")];
  expect(verdict(...refusal)).toBe("holds");
  expect(verdict(lost, ...refusal)).toBe("violated");
});

test("where who had it last cannot give it back, or who waits cannot ask, time does not count", () => {
  const waits = [refused(10, 1, "denied"), gaveUp(20, 0, "unlocked")];
  expect(verdict(...waits, [21, 0, { type: "host-crashed" }])).toBe("unknown");
  expect(verdict(...waits, [21, 1, { type: "host-crashed" }])).toBe("unknown");
});
