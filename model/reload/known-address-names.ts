import type { Effect } from "../effect/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdEvent,
  type CtdbdGuard,
  replyTo,
} from "../node/index.ts";
import { type AddressRecord, addInterfaces, newAddressRecord, parseAddress } from "../public-address/index.ts";

/** What the node keeps of the address that a control is about. */
function recordOf(c: CtdbdContext, e: CtdbdEvent): AddressRecord | undefined {
  return "request" in e ? c.d.publicAddresses[e.request.body.address ?? ""] : undefined;
}

/** For the log: it knows the address from now on, or no more. */
function known(address: string, on: boolean): Effect {
  return { kind: "observe", event: { type: "address-known", address, on } };
}

function leaving(address: string, on: boolean): Effect {
  return { kind: "observe", event: { type: "address-leaving", address, on } };
}

function mark(c: CtdbdContext, e: CtdbdEvent, isLeaving: boolean): void {
  const record = recordOf(c, e);
  if (record !== undefined) record.isLeaving = isLeaving;
}

/** Questions about an address that is added or deleted while the daemon runs. */
export const knownAddressGuards = {
  isKnownHere: { sentence: "this node knows the address", test: (c, e) => recordOf(c, e) !== undefined },
  isUnknownHere: { sentence: "this node does not know the address", test: (c, e) => recordOf(c, e) === undefined },
  isPlacedHere: {
    sentence: "the address is placed on an interface here",
    test: (c, e) => (recordOf(c, e)?.placedOn ?? "") !== "",
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of which addresses a node knows. */
export const knownAddressChanges = {
  addAddress: {
    sentence: "the node knows the address, and nobody is believed to serve it",
    change: (c, e) => {
      const address = "request" in e ? parseAddress(e.request.body.address ?? "") : undefined;
      if (address === undefined) return;
      const place = Math.max(-1, ...Object.values(c.d.publicAddresses).map((record) => record.place)) + 1;
      const record = newAddressRecord(address, place);
      c.d.publicAddresses[address.text] = record;
      addInterfaces(c.d.interfaces, record);
    },
  },
  keepAddress: {
    sentence: "it is to be deleted no more",
    change: (c, e) => mark(c, e, false),
  },
  markLeaving: {
    sentence: "it is to be deleted as soon as it is released, and offered no more",
    change: (c, e) => mark(c, e, true),
  },
  forgetAddress: {
    sentence: "the node knows the address no more",
    change: (c, e) => {
      if ("request" in e) delete c.d.publicAddresses[e.request.body.address ?? ""];
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node says of the addresses that it knows. */
export const knownAddressEffects = {
  replyDone: { sentence: "answer: done", effect: (_c, e) => replyTo(e, { status: 0 }) },
  reportAdded: {
    sentence: "log that it knows the address",
    effect: (_c, e) => ("request" in e ? known(e.request.body.address ?? "", true) : undefined),
  },
  reportDeleted: {
    sentence: "log that it knows the address no more",
    effect: (_c, e) => ("request" in e ? known(e.request.body.address ?? "", false) : undefined),
  },
  reportLeaving: {
    sentence: "log that the address is to be deleted",
    effect: (_c, e) => ("request" in e ? leaving(e.request.body.address ?? "", true) : undefined),
  },
  reportKept: {
    sentence: "log that the address is to be deleted no more, if it was",
    effect: (c, e) =>
      [recordOf(c, e)].flatMap((record) => (record?.isLeaving ? leaving(record.address.text, false) : [])),
  },
  beginReload: {
    sentence: "have a child reload the addresses",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "reload-public-ips", request: e.request } : undefined),
  },
} as const satisfies Record<string, CtdbdEffect>;
