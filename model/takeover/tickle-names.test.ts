import { expect, it } from "vitest";
import { type AddressRecord, newAddressRecords, parseAddress } from "../public-address/index.ts";
import { addressChanges, addressEffects } from "./address-names.ts";
import { addressAssumptions } from "./assumptions.ts";
import { tickleChanges, tickleEffects, tickleGuards } from "./tickle-names.ts";

type Context = Parameters<typeof tickleGuards.isNotServed.test>[0];

const text = "10.0.0.1";

/** A daemon, node 0, that serves an address to which a client of its own and one of another node have connected. */
function serving(changes: Partial<AddressRecord>): { readonly c: Context; readonly record: AddressRecord } {
  const publicAddresses = newAddressRecords([parseAddress(text) ?? (expect.unreachable() as never)]);
  const record = publicAddresses[text] as AddressRecord;
  const connections = [
    { connection: 1, pid: 77 },
    { connection: 2, pid: 0 },
  ];
  Object.assign(record, { pnn: 0, placedOn: "eth0", connections, ...changes });
  const c = {
    d: { pnn: 0, publicAddresses, tickles: "lists" },
    f: { request: null, address: text },
    k: { arpCount: 3, arpIntervalUs: 1 },
  };
  return { c: c as unknown as Context, record };
}

const gone = { type: "CLIENT_GONE", pid: 77 } as const;
const left = ({ connections }: AddressRecord) => connections.map(({ connection }) => connection);

it("a client that goes while its address is released is forgotten as shipped, and not by the repair", () => {
  const shipped = serving({ releaseInFlight: true });
  expect(tickleGuards.sparesReleases.test()).toBe(false);
  tickleChanges.forgetConnections.change(shipped.c, gone);
  expect([left(shipped.record), shipped.record.isListChanged]).toEqual([[2], true]);

  const repaired = serving({ releaseInFlight: true });
  const [override] = addressAssumptions[0]?.overrides ?? [];
  expect(Object.keys(override?.guards ?? {})).toContain("sparesReleases");
  tickleChanges.forgetSettled.change(repaired.c, gone);
  expect([left(repaired.record), repaired.record.isListChanged]).toEqual([[1, 2], false]);
});

it("a client that goes takes nothing with it where the address has gone before", () => {
  const { c, record } = serving({ pnn: 1 });
  tickleChanges.forgetConnections.change(c, gone);
  expect([left(record), record.isListChanged]).toEqual([[1, 2], false]);
});

it("a list that moves to the announcements is left empty, and the others hear of that", () => {
  const { c, record } = serving({});
  addressChanges.moveConnections.change(c);
  expect([left(record), record.tickled, record.isListChanged]).toEqual([[], [1, 2], true]);
});

it("a node that is met again is told no list of an address that could not be taken", () => {
  const met = { type: "LINK_IN_UP", peer: 2 } as const;
  const told = (announced: number) => tickleEffects.tellTaken.effect(serving({ announced }).c, met).length;
  expect([told(0), told(1)]).toEqual([0, 1]);
});

it("an address that has been taken off meanwhile is announced no more, nor for the first time", () => {
  const due = { type: "ARP_DUE", peer: 0 } as const;
  const kinds = (changes: Partial<AddressRecord>) => {
    const { c } = serving({ tickled: [1], announced: 1, ...changes });
    return [addressEffects.announce.effect(c), addressEffects.announceAgain.effect(c, due)].map((effects) =>
      effects.map(({ kind }) => kind),
    );
  };
  const all = ["observe", "tickle", "setTimer"];
  expect(kinds({})).toEqual([all, all]);
  expect(kinds({ placedOn: "" })).toEqual([[], []]);
});
