import { expect, it } from "vitest";
import { constantsWith, type Observation, type TraceEvent } from "../../model/index.ts";
import { ClientTidings } from "./client-tidings.ts";

const s = 1_000_000;
const address = "10.0.0.1";
type Line = readonly [atS: number, host: number, event: Observation];

const opened: Line = [10, 0, { type: "connection-opened", connection: 1, service: "smb", client: 0, address }];
const tracked: Line = [12, 0, { type: "connection-tracked", connection: 1, address, pid: 77 }];
const announced = (atS: number, host: number): Line => [atS, host, { type: "address-announced", address }];
const lost: Line = [20, 0, { type: "connection-lost", connection: 1, cause: "killed" }];
const told = (atS: number, cause: "tickled" | "refused"): Line => [
  atS,
  1,
  { type: "connection-reset", connection: 1, cause },
];

function tidings(...lines: readonly Line[]): readonly number[] {
  const of = new ClientTidings(constantsWith());
  for (const [atS, host, event] of lines) of.observe({ ...event, host, atUs: atS * s } as TraceEvent);
  of.finish(100 * s);
  return [of.movedClients, of.untoldClients, of.registeredLongestUs / s];
}

it("counts clients whose address moves, and those of them who are not tickled", () => {
  expect(tidings(opened, tracked)).toEqual([0, 0, 2]);
  expect(tidings(opened, tracked, lost, announced(21, 1), told(21.1, "tickled"))).toEqual([1, 0, 2]);
  expect(tidings(opened, lost, announced(21, 1), announced(22.1, 1))).toEqual([1, 1, 0]);
  expect(tidings(opened, lost, announced(21, 1), told(50, "refused"))).toEqual([1, 1, 0]);
  const back: Line = [60, 1, { type: "address-removed", address }];
  expect(tidings(opened, lost, announced(21, 1), back, announced(61, 0))).toEqual([1, 1, 0]);
});

it("counts nobody whose server is where the address is", () => {
  expect(tidings(opened, announced(21, 0))).toEqual([0, 0, 0]);
  expect(tidings(opened, lost, announced(21, 0))).toEqual([1, 1, 0]);
});

it("blames nobody for whom the address was gone again before he could be told", () => {
  expect(tidings(opened, lost, announced(21, 1), [22, 1, { type: "address-removed", address }])).toEqual([1, 0, 0]);
  expect(tidings(opened, lost, announced(21, 1), [22, 1, { type: "host-crashed" }])).toEqual([1, 0, 0]);
});
