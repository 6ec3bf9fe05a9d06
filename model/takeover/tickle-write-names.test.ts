import { expect, it } from "vitest";
import type { Copies } from "../effect/index.ts";
import { SEQUENCE_KEY } from "../freezing/index.ts";
import type { CtdbdContext } from "../node/index.ts";
import { type AddressRecord, newAddressRecords, parseAddress } from "../public-address/index.ts";
import type { TickleDesign } from "../words/index.ts";
import { tickleWriteChanges, tickleWriteEffects, tickleWriteGuards } from "./tickle-write-names.ts";

const text = "10.0.0.1";
const copy = (rsn: number, value: string) => ({ rsn, dmaster: 2, flags: 0, value });

/** A daemon, node 0, that serves an address to which client 1 has connected, and its copy of the database. */
function serving(copies: Copies, changes: Partial<AddressRecord> = {}, tickles: TickleDesign = "replicated") {
  const publicAddresses = newAddressRecords([parseAddress(text) ?? (expect.unreachable() as never)]);
  const record = publicAddresses[text] as AddressRecord;
  const connections = [{ connection: 1, pid: 77 }];
  Object.assign(record, { pnn: 0, placedOn: "eth0", connections, isListChanged: true, ...changes });
  const d = { pnn: 0, publicAddresses, tickles, tickleWrite: null, flagsOf: [0, 1, 0, 8], databases: {} };
  const c = { d, f: { request: null, address: text, file: { ok: true, copies } }, k: {} };
  return { c: c as unknown as CtdbdContext, record };
}

it("writes its own list under the next rsn, with the next sequence number, to every active node", () => {
  const { c, record } = serving({ [`${text} 0`]: copy(4, "[9]"), [SEQUENCE_KEY]: copy(7, "7") });
  tickleWriteChanges.prepareWrite.change(c);
  expect(c.d.tickleWrite?.copies).toEqual({
    [`${text} 0`]: { rsn: 5, dmaster: 0, flags: 0, value: "[1]" },
    [SEQUENCE_KEY]: { rsn: 8, dmaster: 0, flags: 0, value: "8", epoch: 0 },
  });
  expect(c.d.tickleWrite?.added).toEqual([{ address: text, connection: 1, pid: 77 }]);
  expect(tickleWriteEffects.askToWrite.effect(c)).toMatchObject({ op: "UPDATE_RECORD", to: [0, 2] });
  expect(record.isListChanged).toBe(false);
});

it("writes nothing that stands there, and again what a recovery has taken away", () => {
  const { c, record } = serving({ [`${text} 0`]: copy(4, "[1]") });
  tickleWriteChanges.prepareWrite.change(c);
  expect(tickleWriteGuards.nothingDiffers.test(c)).toBe(true);
  expect(tickleWriteEffects.writeChanged.effect(c)).toBeUndefined();
  tickleWriteChanges.noteUnwritten.change(c);
  expect(tickleWriteEffects.writeChanged.effect(c)).toEqual({ kind: "begin", chart: "write-tickles" });
  c.f.file = { ok: true, copies: {} };
  tickleWriteChanges.prepareWrite.change(c);
  expect(tickleWriteGuards.nothingDiffers.test(c)).toBe(false);
  expect(record.isListChanged).toBe(false);
});

it("keeps what failed for the next time, and begins nothing while a transaction is under way", () => {
  const { c, record } = serving({});
  tickleWriteChanges.prepareWrite.change(c);
  record.isListChanged = true;
  expect(tickleWriteEffects.writeChanged.effect(c)).toBeUndefined();
  record.isListChanged = false;
  const { copies = {}, added } = c.d.tickleWrite ?? {};
  tickleWriteChanges.putOff.change(c);
  expect(tickleWriteEffects.writeChanged.effect(c)).toEqual({ kind: "begin", chart: "write-tickles" });
  // Its own child has written it.
  c.f.file = { ok: true, copies };
  tickleWriteChanges.prepareWrite.change(c);
  expect(c.d.tickleWrite).toMatchObject({ added, hasFailed: false });
  expect(c.d.tickleWrite?.copies[SEQUENCE_KEY]?.value).toBe("2");
});

it("lets a list be while its address is released, or where others serve it", () => {
  for (const changes of [{ releaseInFlight: true }, { pnn: 2 }])
    expect(tickleWriteGuards.nothingIsDue.test(serving({}, changes).c)).toBe(true);
  expect(tickleWriteGuards.nothingIsDue.test(serving({}).c)).toBe(false);
});

it("who takes an address tickles what the database has of it, from every node, each once", () => {
  const copies = {
    [`${text} 0`]: copy(1, "[1,2]"),
    [`${text} 2`]: copy(1, "[3]"),
    [`${text}1 2`]: copy(1, "[4]"),
    [SEQUENCE_KEY]: copy(1, "1"),
  };
  const { c, record } = serving(copies, { tickled: [1] });
  tickleWriteChanges.addTickled.change(c);
  expect(record.tickled).toEqual([1, 2, 3]);
});

it("does none of that where every node has its own lists", () => {
  const { c, record } = serving({ [`${text} 2`]: copy(1, "[3]") }, { isListChanged: false }, "lists");
  tickleWriteChanges.noteUnwritten.change(c);
  tickleWriteChanges.addTickled.change(c);
  expect([record.isListChanged, record.tickled]).toEqual([false, []]);
  record.isListChanged = true;
  expect(tickleWriteEffects.writeChanged.effect(c)).toBeUndefined();
  expect(tickleWriteEffects.lookUpTickles.effect(c)).toBeUndefined();
});
