import type { Effect } from "../effect/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdEffect,
  type CtdbdEvent,
  type CtdbdGuard,
  isConnected,
} from "../node/index.ts";
import { type Destination, FLAG, INACTIVE, type Pnn, type Registration, type ServiceMessage } from "../words/index.ts";

function destinationOf(e: CtdbdEvent): Destination {
  return e.type === "CLIENT_SENDS" ? e.to : -1;
}

function messageOf(e: CtdbdEvent): ServiceMessage | undefined {
  return e.type === "CLIENT_SENDS" || e.type === "SERVICE_MESSAGE" ? e.message : undefined;
}

/** Who registers, and for what. */
function registrationOf(e: CtdbdEvent): Registration | undefined {
  return e.type === "CLIENT_REGISTERS" || e.type === "CLIENT_DEREGISTERS" ? e.registration : undefined;
}

function isSame(one: Registration, other: Registration): boolean {
  return one.pid === other.pid && one.srvid === other.srvid && one.lastWord === other.lastWord;
}

/** Nodes that this one counts in, itself among them. */
function nodesWhere({ d }: CtdbdContext, isIn: (flags: number, pnn: Pnn) => boolean): readonly Pnn[] {
  return d.flagsOf.flatMap((flags, pnn) => ((flags & FLAG.deleted) === 0 && isIn(flags, pnn) ? [pnn] : []));
}

function connected(c: CtdbdContext): readonly Pnn[] {
  return nodesWhere(c, (_flags, pnn) => pnn === c.d.pnn || isConnected(c.d, pnn));
}

function passing(message: ServiceMessage | undefined, to: readonly Pnn[]): readonly Effect[] {
  if (message === undefined) return [];
  return to.map((pnn) => ({ kind: "passMessage", to: pnn, message }));
}

/** Questions about a message. */
export const messagingGuards = {
  isGone: {
    sentence: "the client is gone: what it sent last comes after that here, which no socket does",
    test: (c, e) => c.d.goneClients.includes(registrationOf(e)?.pid ?? 0),
  },
  isForAll: { sentence: "it goes to all nodes", test: (_c, e) => destinationOf(e) === "all" },
  isForActive: { sentence: "it goes to the active nodes", test: (_c, e) => destinationOf(e) === "active" },
  isForConnected: { sentence: "it goes to the connected nodes", test: (_c, e) => destinationOf(e) === "connected" },
  isForHere: { sentence: "it is for a client of this node", test: (c, e) => destinationOf(e) === c.d.pnn },
} as const satisfies Record<string, CtdbdGuard>;

/** What a daemon remembers of its clients' service ids. */
export const messagingChanges = {
  register: {
    sentence: "the client gets what is sent there from now on",
    change: (c, e) => {
      const registration = registrationOf(e);
      if (registration !== undefined) c.d.registered.push(registration);
    },
  },
  deregister: {
    sentence: "it gets that no more",
    change: (c, e) => {
      const registration = registrationOf(e);
      if (registration !== undefined) c.d.registered = c.d.registered.filter((one) => !isSame(one, registration));
    },
  },
  forgetRegistrations: {
    sentence: "a client that is gone gets nothing",
    change: (c, e) => {
      if (e.type === "CLIENT_GONE") c.d.registered = c.d.registered.filter(({ pid }) => pid !== e.pid);
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a daemon does with a message. */
export const messagingEffects = {
  passToAll: {
    sentence: "to every node but the deleted ones; where there is no connection it is lost",
    effect: (c, e) =>
      passing(
        messageOf(e),
        nodesWhere(c, () => true),
      ),
  },
  passToActive: {
    sentence: "to the nodes that are active in the eyes of this one",
    effect: (c, e) =>
      passing(
        messageOf(e),
        nodesWhere(c, (flags) => (flags & INACTIVE) === 0),
      ),
  },
  passToConnected: {
    sentence: "to the nodes that this one is connected to, and to itself",
    effect: (c, e) => passing(messageOf(e), connected(c)),
  },
  passToOne: {
    sentence: "to that node; if there is no connection it is lost, and nobody is told",
    effect: (_c, e) => {
      const to = destinationOf(e);
      return typeof to === "number" ? passing(messageOf(e), [to]) : undefined;
    },
  },
  deliver: {
    sentence: "to every client here that has registered for it; whatever the generation, the flags or the mode",
    effect: (c, e) => {
      const message = messageOf(e);
      if (message === undefined) return undefined;
      const { srvid } = message;
      const readers = c.d.registered.filter((one) => one.srvid === srvid && !one.lastWord);
      return readers.map(({ pid }) => ({ kind: "deliver", pid, message }));
    },
  },
  passLastWord: {
    sentence: "its last word goes to the connected nodes",
    effect: (c, e) => {
      if (e.type !== "CLIENT_GONE") return undefined;
      const words = c.d.registered.filter(({ pid, lastWord }) => pid === e.pid && lastWord);
      return words.flatMap(({ srvid, pid }) => passing({ srvid, from: c.d.pnn, pid, number: 0 }, connected(c)));
    },
  },
  reportRegistered: {
    sentence: "log it",
    effect: (_c, e) => {
      const registration = registrationOf(e);
      return registration === undefined
        ? undefined
        : { kind: "observe", event: { type: "srvid-registered", ...registration } };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;
