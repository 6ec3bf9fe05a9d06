import type { CallRequest } from "../database/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { databaseOf, keyOf, packetOf, recordHere } from "./record-names.ts";

function isAskedFor(c: CtdbdContext): boolean {
  const key = keyOf(c);
  for (const call of Object.values(databaseOf(c)?.calls ?? {})) if (call.key === key) return true;
  return false;
}

/** Questions of a client's call. */
export const clientCallGuards = {
  isAskedFor: { sentence: "this node has asked for the record already (FetchCollapse)", test: isAskedFor },
  collapseOver: {
    sentence: "this node does not wait for the record any more, or has for too long",
    test: (c) => !isAskedFor(c) || c.d.nowUs - c.f.sinceUs >= c.k.fetchCollapseUs,
  },
  mapFits: {
    sentence: "the map is that of the database: as shipped nobody looks, and a record is born where the new map says",
    test: () => true,
  },
  notAttached: { sentence: "no such database is attached", test: (c) => databaseOf(c) === undefined },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes that a client's call makes. */
export const clientCallChanges = {
  beginCollapse: {
    sentence: "it waits behind the call that is under way",
    change: (c) => {
      c.f.sinceUs = c.d.nowUs;
    },
  },
  newCall: {
    sentence: "a call that waits for its answer, without a time-out",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined || c.f.call === null) return;
      database.calls[c.d.nextCall] = { key: c.f.call.key, pid: c.f.call.pid, clientCall: c.f.call.id };
      c.d.nextCall += 1;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a client's call asks for. */
export const clientCallEffects = {
  armCollapse: {
    sentence: "wait no longer than the queue is kept",
    effect: (c) => ({
      kind: "setTimer",
      timer: "COLLAPSE_OVER",
      peer: c.f.call?.pid ?? 0,
      delayUs: c.k.fetchCollapseUs,
    }),
  },
  sendCall: {
    sentence: "send it to the dmaster, as far as this node knows",
    effect: (c) => {
      const packet: CallRequest = { op: "REQ_CALL", ...packetOf(c, c.d.nextCall - 1, c.d.pnn), hops: 0 };
      return { kind: "sendRecord", to: recordHere(c).dmaster, packet };
    },
  },
  answerHere: {
    sentence: "answer the client: the record is here",
    effect: (c) => (c.f.call === null ? undefined : { kind: "answerClient", call: c.f.call, status: 0 }),
  },
  answerError: {
    sentence: "answer the client: an error",
    effect: (c) => (c.f.call === null ? undefined : { kind: "answerClient", call: c.f.call, status: -1 }),
  },
} as const satisfies Record<string, CtdbdEffect>;
