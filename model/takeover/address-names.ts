import type { Effect } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import { type AddressRecord, takeOff } from "../public-address/index.ts";
import { type Pnn, tickleDesigns, UNKNOWN } from "../words/index.ts";
import { believedOwner } from "./owner-names.ts";

/** What the node keeps of the address that a control is about; undefined: it does not know it. */
export function recordOf(c: CtdbdContext): AddressRecord | undefined {
  return c.d.publicAddresses[c.f.request?.body.address ?? c.f.address];
}

/** Has the kernel it, as this procedure saw it last? */
export function isOnInterface(c: CtdbdContext): boolean {
  const record = recordOf(c);
  return record !== undefined && c.f.interfaces.includes(record.address.text);
}

/** Who serves it, as this node believes; UNKNOWN: nobody. */
function ownerOf(c: CtdbdContext): Pnn {
  const record = recordOf(c);
  return record === undefined ? UNKNOWN : believedOwner(c, record);
}

/** Takes an address off its interface, if any; who was believed to serve it here does so no more (ctdb_vnn_unassign_iface). */
function unplace(c: CtdbdContext, record: AddressRecord): void {
  takeOff(c.d.interfaces, record);
  record.announced = 0;
  if (record.pnn === c.d.pnn) record.pnn = UNKNOWN;
}

function answer(c: CtdbdContext, status: number, why: string): Effect | undefined {
  return c.f.request === null ? undefined : { kind: "reply", request: c.f.request, reply: { status }, why };
}

/** For the log: what this node takes for its own from now on, or no more. */
function assigned(record: AddressRecord, on: boolean): Effect {
  return { kind: "observe", event: { type: "address-assigned", address: record.address.text, on } };
}

/** The record whose timer has gone off. */
function announcedBy(c: CtdbdContext, e: CtdbdEvent): AddressRecord | undefined {
  const place = "peer" in e ? e.peer : -1;
  return Object.values(c.d.publicAddresses).find((record) => record.place === place);
}

/** Nothing, and nothing later, if the address has been taken off its interface meanwhile. */
function announcement(c: CtdbdContext, record: AddressRecord | undefined, announced: number): Effect[] {
  if (record === undefined || record.placedOn === "") return [];
  const { address, place, tickled } = record;
  const event = { type: "address-announced", address: address.text } as const;
  const next: Effect = { kind: "setTimer", timer: "ARP_DUE", peer: place, delayUs: c.k.arpIntervalUs };
  const tickles: Effect[] = tickled.length === 0 ? [] : [{ kind: "tickle", connections: tickled }];
  return [{ kind: "observe", event }, ...tickles, ...(announced + 1 < c.k.arpCount ? [next] : [])];
}

/** Questions about a public address. */
export const addressGuards = {
  failoverIsOff: {
    sentence: "failover is disabled: no address is looked after",
    test: (c) => c.k.failoverDisabled === 1,
  },
  isUnknown: { sentence: "this node does not know the address", test: (c) => recordOf(c) === undefined },
  isForAnother: { sentence: "the control names another node", test: (c) => c.f.request?.body.owner !== c.d.pnn },
  isRogue: {
    sentence: "the kernel has the address, which was believed to be another node's",
    test: (c) => isOnInterface(c) && ![c.d.pnn, UNKNOWN].includes(ownerOf(c)),
  },
  isOrphan: {
    sentence: "the kernel has the address, which was believed to be nobody's",
    test: (c) => isOnInterface(c) && ownerOf(c) === UNKNOWN,
  },
  isOnInterface: { sentence: "the kernel has the address", test: isOnInterface },
  isNotOnInterface: { sentence: "the kernel does not have the address", test: (c) => !isOnInterface(c) },
  isInFlight: {
    sentence: "an event script is at work on the address",
    test: (c) => recordOf(c)?.updateInFlight === true,
  },
  mayNotTake: {
    sentence: "in recovery mode no addresses are taken: the event is refused",
    test: (c) => c.d.recoveryMode === "active",
  },
  isBelowRunning: {
    sentence: "the node is not RUNNING yet",
    test: (c) => c.d.runState !== "running" && c.d.runState !== "shutdown",
  },
  noneIsLeft: { sentence: "no further address is to be released", test: (c) => c.f.address === "" },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes of what a node keeps of a public address. */
export const addressChanges = {
  unplace: {
    sentence: "the address is placed nowhere",
    change: (c) => {
      const record = recordOf(c);
      if (record !== undefined) unplace(c, record);
    },
  },
  learnOwner: {
    sentence: "remember who shall serve the address",
    change: (c) => {
      const record = recordOf(c);
      if (record !== undefined) record.pnn = c.f.request?.body.owner ?? UNKNOWN;
    },
  },
  beginUpdate: {
    sentence: "an event script is at work on the address",
    change: (c) => {
      const record = recordOf(c);
      if (record !== undefined) record.updateInFlight = true;
    },
  },
  beginRelease: {
    sentence: "an event script is at work on the address, and releases it",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined) return;
      record.updateInFlight = true;
      record.releaseInFlight = true;
    },
  },
  endUpdate: {
    sentence: "no event script is at work on the address any more",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined) return;
      record.updateInFlight = false;
      record.releaseInFlight = false;
    },
  },
  unplaceAbsent: {
    sentence: "what the kernel does not have is placed nowhere",
    change: (c) => {
      for (const record of Object.values(c.d.publicAddresses))
        if (!c.f.interfaces.includes(record.address.text)) unplace(c, record);
    },
  },
  chooseNext: {
    sentence: "the next address that the kernel has; one on which an event script is at work is passed over",
    change: (c) => {
      const last = c.d.publicAddresses[c.f.address]?.place ?? -1;
      const next = Object.values(c.d.publicAddresses).find(
        ({ address, place, updateInFlight }) =>
          place > last && !updateInFlight && c.f.interfaces.includes(address.text),
      );
      c.f.address = next?.address.text ?? "";
    },
  },
  noteReallocated: {
    sentence: "a takeover run has ended here",
    change: (c) => {
      if (c.f.request?.op === "IPREALLOCATED") c.d.isReallocated = true;
    },
  },
  moveConnections: {
    sentence:
      "the connections to it are to be tickled; they are not kept, of which the others are to hear, but in a database",
    change: (c) => {
      const record = recordOf(c);
      if (record === undefined) return;
      record.tickled = record.connections.map(({ connection }) => connection);
      if (tickleDesigns[c.d.tickles].isReplicated) return;
      if (record.connections.length > 0) record.isListChanged = true;
      record.connections = [];
    },
  },
  countFirst: {
    sentence: "one announcement is sent",
    change: (c) => {
      const record = recordOf(c);
      if (record !== undefined) record.announced = 1;
    },
  },
  countAgain: {
    sentence: "one more announcement is sent",
    change: (c, e) => {
      const record = announcedBy(c, e);
      if (record !== undefined) record.announced += 1;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a node does for a public address, and what it answers. */
export const addressEffects = {
  beginTake: { sentence: "begin to take it", effect: (_c, e) => beginFor(e, "take-ip") },
  beginRelease: { sentence: "begin to release it", effect: (_c, e) => beginFor(e, "release-ip") },
  beginEvent: { sentence: "begin with the event", effect: (_c, e) => beginFor(e, "reallocation-event") },
  reportTaken: {
    sentence: "log that this node serves it from now on",
    effect: (c) => [recordOf(c)].flatMap((record) => (record === undefined ? [] : assigned(record, true))),
  },
  reportLeft: {
    sentence: "log that this node serves it no more, if it did",
    effect: (c) => [recordOf(c)].flatMap((record) => (record?.pnn === c.d.pnn ? assigned(record, false) : [])),
  },
  reportAbsent: {
    sentence: "log which addresses the node serves no more, since the kernel does not have them",
    effect: (c) =>
      Object.values(c.d.publicAddresses)
        .filter(({ pnn, address }) => pnn === c.d.pnn && !c.f.interfaces.includes(address.text))
        .map((record) => assigned(record, false)),
  },
  listInterfaces: {
    sentence: "look which addresses the kernel has",
    effect: () => ({ kind: "interface", op: "list" }),
  },
  runTakeip: { sentence: "run the takeip event", effect: (c) => script(c, "takeip") },
  runUpdateip: { sentence: "run the updateip event", effect: (c) => script(c, "updateip") },
  runReleaseip: { sentence: "run the releaseip event", effect: (c) => script(c, "releaseip") },
  runEvent: {
    sentence: "run the startipreallocate or the ipreallocated event",
    effect: (c) => ({
      kind: "script",
      script: c.f.request?.op === "START_IPREALLOCATE" ? "startipreallocate" : "ipreallocated",
    }),
  },
  banSelf: {
    sentence: "ban itself",
    effect: () => ({ kind: "tell", op: "SET_BAN_STATE", body: { reason: "rogue-address" } }),
  },
  tellClients: {
    sentence: "tell the clients that came by this address that it leaves",
    effect: (c) => ({ kind: "releaseClients", address: recordOf(c)?.address.text ?? "" }),
  },
  tellOthers: {
    sentence: "tell the clients that came by no public address that the node serves no more",
    effect: () => ({ kind: "releaseClients", address: "" }),
  },
  announce: {
    sentence:
      "gratuitous ARP, and a tickle for each connection, again after a while; none if the address is placed no more",
    // Whatever was announced before: who takes an address begins anew.
    effect: (c) => announcement(c, recordOf(c), 0),
  },
  announceAgain: {
    sentence:
      "gratuitous ARP and tickles, again after a while unless it was the last; none if the address is placed no more",
    effect: (c, e) => {
      const record = announcedBy(c, e);
      return announcement(c, record, record?.announced ?? 0);
    },
  },
  cancelAnnouncements: {
    sentence: "no more gratuitous ARPs and tickles",
    effect: (c) => {
      const record = recordOf(c);
      return record === undefined ? undefined : { kind: "cancelTimer", timer: "ARP_DUE", peer: record.place };
    },
  },
  answerDone: { sentence: "answer: done", effect: (c) => answer(c, 0, "done") },
  answerFailed: {
    sentence: "answer: failed",
    effect: (c) => answer(c, -1, `${c.f.request?.op ?? ""} failed`),
  },
} as const satisfies Record<string, CtdbdEffect>;

function beginFor(e: CtdbdEvent, chart: string): Effect | undefined {
  return "request" in e ? { kind: "begin", chart, request: e.request } : undefined;
}

function script(c: CtdbdContext, name: "takeip" | "updateip" | "releaseip"): Effect {
  const { address, placedOn } = recordOf(c) ?? { address: { text: "" }, placedOn: "" };
  return { kind: "script", script: name, address: address.text, interface: placedOn };
}
