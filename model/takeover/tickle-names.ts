import type { Effect } from "../effect/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdEvent,
  type CtdbdGuard,
  isConnected,
  peersOf,
} from "../node/index.ts";
import type { AddressRecord } from "../public-address/index.ts";
import { type Pnn, tickleDesigns } from "../words/index.ts";

/** What the node keeps of the address that a control is about; undefined: it does not know it. */
function recordOf(c: CtdbdContext, e: CtdbdEvent): AddressRecord | undefined {
  return "request" in e ? c.d.publicAddresses[e.request.body.address ?? ""] : undefined;
}

/** The addresses that this node believes to serve. */
export function served({ d }: CtdbdContext): readonly AddressRecord[] {
  return Object.values(d.publicAddresses).filter(({ pnn }) => pnn === d.pnn);
}

/** Does this node tell the others of its lists? */
function tells({ d }: CtdbdContext): boolean {
  return !tickleDesigns[d.tickles].isReplicated;
}

function changed(c: CtdbdContext): readonly AddressRecord[] {
  return served(c).filter(({ isListChanged }) => isListChanged);
}

function lists(records: readonly AddressRecord[], to: readonly Pnn[]): readonly Effect[] {
  return records.map(({ address, connections }) => ({
    kind: "tell",
    op: "SET_TCP_TICKLE_LIST",
    to,
    body: { address: address.text, connections: connections.map(({ connection }) => connection) },
  }));
}

function connectedTo({ d }: CtdbdContext): readonly Pnn[] {
  return peersOf(d).filter((peer) => isConnected(d, peer));
}

/** The other node that an event is about. */
function otherOf(e: CtdbdEvent): Pnn {
  return "request" in e ? e.request.from : "peer" in e ? e.peer : -1;
}

function forget(record: AddressRecord, e: CtdbdEvent): void {
  if (e.type !== "CLIENT_GONE" || !record.connections.some(({ pid }) => pid === e.pid)) return;
  record.connections = record.connections.filter(({ pid }) => pid !== e.pid);
  record.isListChanged = true;
}

/** Questions about connections of clients. */
export const tickleGuards = {
  isGone: {
    sentence: "the client is gone: what it sent last comes after that here, which no socket does",
    test: (c, e) => "request" in e && c.d.goneClients.includes(e.request.body.pid ?? 0),
  },
  isNotServed: {
    sentence: "this node does not serve that address",
    test: (c, e) => recordOf(c, e)?.pnn !== c.d.pnn,
  },
  isServed: {
    sentence: "this node serves that address: it knows better",
    test: (c, e) => recordOf(c, e)?.pnn === c.d.pnn,
  },
  isHalfConnected: {
    sentence: "one direction to the peer is still missing",
    test: (c, e) => !isConnected(c.d, otherOf(e)),
  },
  tellsAtOnce: {
    sentence:
      "who is met again is told, and all are told at once of what the monitor event finds (as shipped: when the interval is over)",
    test: () => false,
  },
  sparesReleases: {
    sentence: "what is lost while its address is released stays on the list (as shipped it does not)",
    test: () => false,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** What a node keeps of connections of clients. */
export const tickleChanges = {
  noteConnection: {
    sentence: "one connection more, if it is not on the list",
    change: (c, e) => {
      const record = recordOf(c, e);
      if (record === undefined || !("request" in e)) return;
      const { connection = 0, pid = 0 } = e.request.body;
      if (record.connections.some((one) => one.connection === connection)) return;
      record.connections = [...record.connections, { connection, pid }];
    },
  },
  noteChange: {
    sentence: "the list has changed",
    change: (c, e) => {
      const record = recordOf(c, e);
      if (record !== undefined) record.isListChanged = true;
    },
  },
  dropConnection: {
    sentence: "one connection less",
    change: (c, e) => {
      const record = recordOf(c, e);
      if (record === undefined || !("request" in e)) return;
      const { connection } = e.request.body;
      record.connections = record.connections.filter((one) => one.connection !== connection);
      record.isListChanged = true;
    },
  },
  forgetConnections: {
    sentence: "a client that goes takes its connection with it, unless the address has gone before",
    change: (c, e) => {
      for (const record of served(c)) forget(record, e);
    },
  },
  forgetSettled: {
    sentence: "a client that goes takes its connection with it, unless the address goes too",
    change: (c, e) => {
      for (const record of served(c)) if (!record.releaseInFlight) forget(record, e);
    },
  },
  storeList: {
    sentence: "remember which connections there are to an address of another node",
    change: (c, e) => {
      const record = recordOf(c, e);
      if (record === undefined || !("request" in e)) return;
      record.connections = (e.request.body.connections ?? []).map((connection) => ({ connection, pid: 0 }));
    },
  },
  noteTold: {
    sentence: "nothing new is left to be told",
    change: (c) => {
      if (tells(c)) for (const record of changed(c)) record.isListChanged = false;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node does about connections of clients. */
export const tickleEffects = {
  armTickleUpdate: {
    sentence: "look again after TickleUpdateInterval whether there is something to tell",
    effect: ({ d, k }) =>
      Object.keys(d.publicAddresses).length === 0
        ? undefined
        : { kind: "setTimer", timer: "TICKLE_UPDATE_DUE", delayUs: k.tickleUpdateIntervalUs },
  },
  passOn: {
    sentence: "tell the nodes that it is connected to of the connection, if every node has lists of its own",
    effect: (c, e) => {
      if (!("request" in e) || !tells(c)) return undefined;
      const { connection = 0, address = "" } = e.request.body;
      return { kind: "tell", op: "TCP_ADD", to: connectedTo(c), body: { connection, address } };
    },
  },
  tellChanged: {
    sentence: "tell the nodes that it is connected to the lists that have changed, if every node has its own",
    effect: (c) => {
      const told = tells(c) ? changed(c) : [];
      return lists(told, told.length === 0 ? [] : connectedTo(c));
    },
  },
  tellAll: {
    sentence: "tell that node the lists of all addresses that this one serves, if every node has its own",
    effect: (c, e) => lists(tells(c) ? served(c) : [], [otherOf(e)]),
  },
  tellTaken: {
    sentence: "tell that node the lists of the addresses that this one serves and has announced",
    // One that could not be taken stays on its record: whoever served it before knows better what connections there are.
    effect: (c, e) => lists(tells(c) ? served(c).filter(({ announced }) => announced > 0) : [], [otherOf(e)]),
  },
  reportTracked: {
    sentence: "log the connection; one that goes to a database first is known when it is there",
    effect: (c, e) => {
      if (!("request" in e) || !tells(c)) return undefined;
      const { connection = 0, address = "", pid = 0 } = e.request.body;
      return { kind: "observe", event: { type: "connection-tracked", connection, address, pid } };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
