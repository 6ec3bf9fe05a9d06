import { expect, it } from "vitest";
import type { Observation, TraceEvent } from "../../model/index.ts";
import { TakeoverCosts } from "./takeover-costs.ts";

const s = 1_000_000;
type Line = readonly [atS: number, host: number, event: Observation];

const started = (atS: number, host: number, pid: number): Line => [atS, host, { type: "takeover-started", pid }];
const ended = (atS: number, host: number, pid: number, ok: boolean): Line => [
  atS,
  host,
  { type: "takeover-ended", pid, ok },
];

function costs(...lines: readonly Line[]): TakeoverCosts {
  const of = new TakeoverCosts();
  for (const [atS, host, event] of lines) of.observe({ ...event, host, atUs: atS * s } as TraceEvent);
  of.finish();
  return of;
}

it("counts runs, those that did not succeed, and how long the others took", () => {
  const none = costs();
  expect([none.takeoverRuns, none.takeoverTypicalUs, none.takeoverLongestUs]).toEqual([0, 0, 0]);
  const lines = [started(1, 0, 9), ended(3, 0, 9, true), started(5, 0, 10), ended(5.5, 0, 10, false)];
  // The same pid on another host is another process; one that is killed says nothing.
  const other = [started(5, 1, 10), ended(12, 1, 10, true), started(20, 1, 11), ended(24, 2, 11, true)];
  const { takeoverRuns, takeoverRunsFailed, takeoverTypicalUs, takeoverLongestUs } = costs(...lines, ...other);
  expect([takeoverRuns, takeoverRunsFailed]).toEqual([4, 2]);
  expect([takeoverTypicalUs / s, takeoverLongestUs / s]).toEqual([2, 7]);
});

it("counts addresses that were taken, and packets of runs and about the database", () => {
  const address = "10.0.0.1";
  const of = costs([1, 0, { type: "address-added", address }], [2, 0, { type: "address-removed", address }]);
  of.sent("RELEASE_IP", undefined);
  of.sent("UPDATE_RECORD", "ctdb_public_ips.tdb");
  of.sent("DB_PULL", "ctdb_public_ips.tdb");
  of.sent("UPDATE_RECORD", "a.tdb");
  of.sent("keepalive", undefined);
  expect([of.addressesTaken, of.takeoverPackets, of.ownerPackets]).toEqual([1, 1, 2]);
});
