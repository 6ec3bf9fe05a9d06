import type { CallRequest, PendingCall } from "../database/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdEffect, CtdbdGuard } from "../node/index.ts";
import { databaseOf, keyOf, packetOf, recordHere } from "./record-names.ts";
import { reading } from "./revoke-names.ts";

/** How long other calls for the record still wait behind one that is under way; 0: no longer, or there is none. */
function queueLeftUs(c: CtdbdContext): number {
  const key = keyOf(c);
  let leftUs = 0;
  for (const call of Object.values(databaseOf(c)?.calls ?? {}))
    if (call.key === key) leftUs = Math.max(leftUs, call.askedAtUs + c.k.fetchCollapseUs - c.d.nowUs);
  return leftUs;
}

/** Questions of a client's call. */
export const clientCallGuards = {
  isAskedFor: {
    sentence: "this node has asked for the record already, not too long ago (FetchCollapse)",
    test: (c) => queueLeftUs(c) > 0,
  },
  collapseOver: {
    sentence: "this node does not wait for the record any more, or has for too long",
    test: (c) => queueLeftUs(c) === 0,
  },
  clientGone: {
    sentence: "its client is gone",
    test: (c) => c.f.call !== null && c.d.goneClients.includes(c.f.call.pid),
  },
  mapFits: {
    sentence: "the map is that of the database: as shipped nobody looks, and a record is born where the new map says",
    test: () => true,
  },
  notAttached: { sentence: "no such database is attached", test: (c) => databaseOf(c) === undefined },
} as const satisfies Record<string, CtdbdGuard>;

/** Changes that a client's call makes. */
export const clientCallChanges = {
  newCall: {
    sentence: "a call that waits for its answer, without a time-out",
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined || c.f.call === null) return;
      const { key, pid, id, isForVacuum } = c.f.call;
      const call: PendingCall = { key, pid, clientCall: id, askedAtUs: c.d.nowUs, ...reading(c) };
      database.calls[c.d.nextCall] = isForVacuum ? { ...call, isForVacuum } : call;
      c.d.nextCall += 1;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

/** What a client's call asks for. */
export const clientCallEffects = {
  armCollapse: {
    sentence: "wait no longer than the queue is kept, which began with the call ahead",
    effect: (c) => ({
      kind: "setTimer",
      timer: "COLLAPSE_OVER",
      peer: c.f.call?.pid ?? 0,
      delayUs: queueLeftUs(c),
    }),
  },
  sendCall: {
    sentence: "send it to the dmaster, as far as this node knows",
    effect: (c) => {
      const packet: CallRequest = { op: "REQ_CALL", ...packetOf(c, c.d.nextCall - 1, c.d.pnn), hops: 0, ...reading(c) };
      return { kind: "sendRecord", to: recordHere(c).dmaster, packet };
    },
  },
  answerHere: {
    sentence: "answer the client: the record is here",
    effect: (c) =>
      c.f.call === null
        ? undefined
        : { kind: "answerClient", call: c.f.call, status: 0, value: c.f.record?.value ?? "" },
  },
  passErrorOn: {
    sentence: "answer the client: an error (only with errors-reach-their-client): as shipped it waits for ever",
    effect: () => undefined,
  },
} as const satisfies Record<string, CtdbdEffect>;
