import { expect, test } from "vitest";
import { booted, judged, type Line } from "../written-trace.ts";
import { clientsLeaveWithAddress } from "./index.ts";

const pid = 500;
const address = "10.0.0.1";
const comes: Line[] = [
  [10, 0, { type: "process-started", program: "samba-client", pid, parent: 100 }],
  [10, 0, { type: "connection-tracked", connection: 1, address, pid }],
];
const event = { event: "releaseip", run: 1, pid: 150 } as const;
const releases: Line[] = [
  [20, 0, { type: "event-began", ...event, waitedUs: 0, address }],
  [21, 0, { type: "address-removed", address }],
  [21, 0, { type: "event-ended", ...event, outcome: "done" }],
];
const left = (atS: number): Line => [atS, 0, { type: "address-assigned", address, on: false }];
const goes = (atS: number): Line => [atS, 0, { type: "process-exited", program: "samba-client", pid, cause: "exit" }];
const job = (atS: number, type: "job-began" | "job-ended"): Line => [atS, 0, { type, pid, client: 1 }];
const verdict = (...lines: Line[]) =>
  judged(clientsLeaveWithAddress, [...booted(), ...comes, ...lines], { endS: 60 }).verdict;

test("clients go with their address, once their job is done", () => {
  expect(verdict(...releases, left(21), goes(21.1))).toBe("holds");
  expect(verdict(...releases, left(21))).toBe("violated");
  expect(verdict(job(15, "job-began"), ...releases, left(21), job(40, "job-ended"), goes(40.1))).toBe("holds");
  expect(verdict(job(15, "job-began"), ...releases, left(21), job(40, "job-ended"))).toBe("violated");
  expect(verdict(...releases, left(21), [21.5, 0, { type: "host-crashed" }])).toBe("holds");
});

test("nobody is told of an address that was found to be gone, or is another's", () => {
  expect(verdict(left(21))).toBe("holds");
  expect(verdict(...releases, left(25))).toBe("holds");
  expect(verdict(...releases, [21, 0, { type: "address-assigned", address: "10.0.0.2", on: false }])).toBe("holds");
});

test("nobody is told of an address whose release failed, though it may be gone", () => {
  const [begins, removes] = releases;
  const fails: Line = [21, 0, { type: "event-ended", ...event, outcome: "failed", script: "60.nfs" }];
  expect(verdict(...[begins, removes, fails].filter((line) => line !== undefined), left(21))).toBe("holds");
});

test("a client that died before its daemon heard of its connection is nobody", () => {
  const heard: Line = [10.1, 0, { type: "connection-tracked", connection: 2, address, pid: 501 }];
  expect(verdict(heard, goes(12), ...releases, left(21))).toBe("holds");
});
