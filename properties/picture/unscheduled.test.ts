import { expect, test } from "vitest";
import type { Observation } from "../../model/index.ts";
import { Picture } from "./picture.ts";

function picture(lines: readonly (readonly [atUs: number, host: number, event: Observation])[]): Picture {
  const seen = new Picture(2, 30_000_000);
  for (const [atUs, host, event] of lines) seen.observe({ ...event, atUs, host });
  return seen;
}

test("what was under way when slow delivery ends is still slow", () => {
  const { unscheduled } = picture([
    [100, 0, { type: "local-delivery-slowed", extraUs: 30 }],
    [200, 0, { type: "local-delivery-slowed", extraUs: 0 }],
  ]);
  expect(unscheduled.totalUs(0, 500)).toBe(130);
  expect(unscheduled.totalUs(1, 500)).toBe(0);
});

test("what was under way when delivery became less slow is as slow as before", () => {
  const { unscheduled } = picture([
    [100, 0, { type: "local-delivery-slowed", extraUs: 300 }],
    [200, 0, { type: "local-delivery-slowed", extraUs: 5 }],
    [210, 0, { type: "local-delivery-slowed", extraUs: 0 }],
  ]);
  expect(unscheduled.totalUs(0, 900)).toBe(100 + 300);
});

test("a host that was slowed while it was down is slow when it starts again", () => {
  const { unscheduled } = picture([
    [100, 0, { type: "host-crashed" }],
    [150, 0, { type: "local-delivery-slowed", extraUs: 30 }],
    [200, 0, { type: "host-started" }],
    [400, 0, { type: "local-delivery-slowed", extraUs: 0 }],
  ]);
  expect(unscheduled.totalUs(0, 900)).toBe(50 + 200 + 30);
});

test("a stopped process that exits is not waited for", () => {
  const { unscheduled } = picture([
    [100, 1, { type: "process-stopped", program: "recoverd", pid: 7 }],
    [150, 1, { type: "process-exited", program: "recoverd", pid: 7, cause: "killed" }],
    [200, 1, { type: "control-delayed", op: "FREEZE", from: 1, byUs: 25 }],
  ]);
  expect(unscheduled.totalUs(1, 900)).toBe(75);
});

test("storage that hangs for all and for one host ends separately", () => {
  const { storageHung } = picture([
    [100, -1, { type: "storage-changed", state: "hung" }],
    [110, 1, { type: "storage-changed", state: "hung" }],
    [120, -1, { type: "storage-changed", state: "ok" }],
    [150, 1, { type: "storage-changed", state: "failing" }],
  ]);
  expect([storageHung.totalUs(0, 900), storageHung.totalUs(1, 900)]).toEqual([20, 50]);
});

test("slow fork and exec is the time of its fault, and of what was under way at its end", () => {
  const { execSlow } = picture([
    [100, 1, { type: "exec-slowed", extraUs: 20 }],
    [160, 1, { type: "exec-slowed", extraUs: 0 }],
  ]);
  expect(execSlow.totalUs(1, 900)).toBe(80);
});

test("a crash forgets what the daemons believed, and says that they led", () => {
  const host = picture([
    [1, 0, { type: "process-started", program: "recoverd", pid: 7, parent: 6 }],
    [2, 0, { type: "leader-believed", leader: 0 }],
    [3, 0, { type: "host-crashed" }],
  ]).host(0);
  expect(host).toMatchObject({ leader: -1, recoverd: 0, diedLeadingUs: 3, crashedUs: 3 });
  expect(host.processes.size).toBe(0);
});
