import { expect, it } from "vitest";
import type { Observation, TraceEvent } from "../../model/index.ts";
import { AddressChanges } from "./address-changes.ts";

const s = 1_000_000;
type Line = readonly [atS: number, host: number, event: Observation];

const file = (atS: number, host: number, ...addresses: string[]): Line => [
  atS,
  host,
  { type: "addresses-file-changed", addresses },
];
const asks = (atS: number, host = 0): Line => [atS, host, { type: "admin-command", command: "reloadips" }];
const ended = (atS: number, ok: boolean, host = 0): Line => [
  atS,
  host,
  { type: "reload-ended", pid: 9, ok, added: 1, deleted: 0 },
];
const adds = (atS: number, host: number, address: string): Line => [atS, host, { type: "address-added", address }];
const removes = (atS: number, host: number, address: string): Line => [atS, host, { type: "address-removed", address }];

function measured(...lines: readonly Line[]): AddressChanges {
  const of = new AddressChanges({ nodes: 2, publicAddresses: [{ address: "a" }, { address: "b", nodes: [1] }] });
  for (const [atS, host, event] of lines) of.observe({ ...event, host, atUs: atS * s } as TraceEvent);
  of.finish(100 * s);
  return of;
}

it("counts reloads, and how long those take that succeed", () => {
  expect(measured(asks(10), ended(13, true))).toMatchObject({ reloads: 1, reloadsFailed: 0, reloadLongestUs: 3 * s });
  expect(measured(asks(10), ended(13, false))).toMatchObject({ reloads: 1, reloadsFailed: 1, reloadLongestUs: 0 });
  expect(measured(asks(10), asks(20), ended(21, true))).toMatchObject({ reloads: 2, reloadsFailed: 1 });
  expect(measured(asks(10))).toMatchObject({ reloads: 1, reloadsFailed: 1 });
});

it("measures until an added address is on a node", () => {
  expect(measured(file(10, 0, "a", "c"), adds(14, 1, "c")).addedLongestUs).toBe(4 * s);
  expect(measured(file(10, 0, "a", "c"), file(12, 1, "a", "c"), adds(14, 1, "c")).addedLongestUs).toBe(4 * s);
  expect(measured(file(10, 0, "a", "c"), file(12, 0, "a")).addedLongestUs).toBe(0);
  expect(measured(file(10, 0, "a", "c")).addedLongestUs).toBe(90 * s);
});

it("measures until a deleted address is on no node", () => {
  const both = [file(10, 0), file(11, 1)];
  expect(measured(adds(1, 0, "a"), ...both, removes(15, 0, "a")).deletedLongestUs).toBe(4 * s);
  expect(measured(adds(1, 0, "a"), file(10, 0), removes(15, 0, "a")).deletedLongestUs).toBe(0);
  expect(measured(adds(1, 0, "a"), ...both, [16, 0, { type: "host-crashed" }]).deletedLongestUs).toBe(5 * s);
  expect(measured(adds(1, 0, "a"), ...both).deletedLongestUs).toBe(89 * s);
  expect(measured(adds(1, 0, "a"), ...both, file(13, 1, "a")).deletedLongestUs).toBe(0);
});
