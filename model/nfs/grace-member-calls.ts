import type { Effect, LockCall, LockOp, LockStatus } from "../effect/index.ts";
import type { GraceMemberData, GraceMemberEvent } from "./grace-member-data.ts";
import type { MemberChange, MemberEffect, MemberGuard } from "./grace-member-names.ts";
import { answer, locksWith, locksWithout } from "./nfs-server-names.ts";

const callOf = (e: GraceMemberEvent): LockCall | undefined => ("call" in e ? e.call : undefined);
const isOp = (e: GraceMemberEvent, ...ops: readonly LockOp[]): boolean => {
  const call = callOf(e);
  return call !== undefined && ops.includes(call.op);
};
const knows = ({ confirmed }: GraceMemberData, e: GraceMemberEvent): boolean =>
  confirmed.includes(callOf(e)?.client ?? -1);

/** What a member asks itself of a call. */
export const memberCallGuards = {
  isClosed: {
    sentence: "it does not serve yet, or no more",
    test: (c) => c.d.phase === "starting" || c.d.phase === "closed",
  },
  saysDone: { sentence: "the client has nothing left to reclaim", test: (_c, e) => isOp(e, "done") },
  isStale: {
    sentence: "it does not know the client: it was another server that did",
    test: (c, e) => isOp(e, "lock", "renew") && !knows(c.d, e),
  },
  isRenewal: { sentence: "the client says that it lives", test: (_c, e) => isOp(e, "renew") },
  mustWait: {
    sentence: "it is in grace, and this is no reclaim",
    test: (c, e) => isOp(e, "lock") && c.d.phase !== "open",
  },
  isTooLate: {
    sentence: "it is not in grace, or has said that it needs none, and takes no reclaims",
    test: (c, e) => isOp(e, "reclaim") && (c.d.phase === "open" || c.d.isRelieved),
  },
  hasNoRight: {
    sentence: "the client was not on record at the end of the old epoch",
    test: (c, e) => isOp(e, "reclaim") && !c.d.entitled.includes(callOf(e)?.client ?? -1),
  },
  isRecovering: {
    sentence: "the lock is of a member that is gone, and not discarded yet",
    test: (_c, e) => e.type === "FILE_SYSTEM" && e.answer === "recovering",
  },
  isRefused: {
    sentence: "somebody else has the lock",
    test: (_c, e) => e.type === "FILE_SYSTEM" && e.answer === "conflict",
  },
  isUnlocked: { sentence: "the lock is given back", test: (_c, e) => isOp(e, "unlock") },
} as const satisfies Record<string, MemberGuard>;

/** A client has nothing to reclaim any more; when it was the last one, there is news. */
function settle(d: GraceMemberData, client: number): void {
  d.pending = d.pending.filter((one) => one !== client);
  if (d.pending.length === 0) d.hasNews = true;
}

/** What a call, or the store, changes at a member. */
export const memberCallChanges = {
  noteCallout: {
    sentence: "it is to be shut down",
    change: ({ d }, e) => {
      if (e.type === "CALLOUT") d.callout = e.callout;
    },
  },
  noteGrace: {
    sentence: "this is the object",
    change: ({ d }, e) => {
      d.awaits = false;
      if (e.type === "GRACE_READ") d.grace = e.grace;
    },
  },
  noteWritten: {
    sentence: "the object is written, or somebody was there before",
    change: ({ d }, e) => {
      d.awaits = false;
      if (e.type !== "GRACE_WRITTEN") return;
      d.isConflict = !e.ok;
      d.grace = e.grace;
    },
  },
  noteClients: {
    sentence: "these are the clients of that epoch",
    change: ({ d }, e) => {
      d.awaits = false;
      if (e.type === "CLIENTS" && d.phase === "starting") d.entitled = [...e.clients];
    },
  },
  noteAnswered: {
    sentence: "it is done",
    change: ({ d }) => {
      d.awaits = false;
    },
  },
  noteNews: {
    sentence: "the object may have changed",
    change: ({ d }) => {
      d.hasNews = true;
    },
  },
  endGrace: {
    sentence: "the longest time of a grace is over",
    change: ({ d }) => {
      d.isOver = true;
      d.hasNews = true;
    },
  },
  notePassed: {
    sentence: "the file system has it",
    change: ({ d }) => {
      d.inFlight += 1;
    },
  },
  noteBack: {
    sentence: "the file system has answered",
    change: ({ d }) => {
      d.inFlight = Math.max(0, d.inFlight - 1);
    },
  },
  noteLock: {
    sentence: "the client has the lock through this member, which knows it from now on",
    change: ({ d }, e) => {
      const call = callOf(e);
      if (call === undefined) return;
      d.locks = locksWith(d, call);
      d.confirmed = [...new Set([...d.confirmed, call.client])];
    },
  },
  noteUnlock: {
    sentence: "the client has the lock through this member no more; somebody else may have it since",
    change: ({ d }, e) => {
      const call = callOf(e);
      if (call !== undefined) d.locks = locksWithout(d, call);
    },
  },
  noteDone: {
    sentence: "the client has reclaimed what it wants to; it is known from now on",
    change: ({ d }, e) => {
      const call = callOf(e);
      if (call === undefined) return;
      d.confirmed = [...new Set([...d.confirmed, call.client])];
      settle(d, call.client);
    },
  },
  forgetExpired: {
    sentence: "the client's lease is over: it is known no more, and may reclaim nothing",
    change: ({ d }, e) => {
      if (e.type !== "LEASE_OVER") return;
      d.locks = Object.fromEntries(Object.entries(d.locks).filter(([, { client }]) => client !== e.peer));
      d.confirmed = d.confirmed.filter((client) => client !== e.peer);
      d.entitled = d.entitled.filter((client) => client !== e.peer);
      settle(d, e.peer);
    },
  },
} as const satisfies Record<string, MemberChange>;

const record = ({ epoch, locks }: GraceMemberData, client: number, on: boolean): Effect | undefined => {
  const has = Object.values(locks).some((lock) => lock.client === client);
  return has === on ? { kind: "nfs", do: "note-client", epoch, client, on } : undefined;
};
const answered = (e: GraceMemberEvent, status: LockStatus): Effect | undefined => {
  const call = callOf(e);
  return call === undefined ? undefined : answer(call, status, e.type === "FILE_SYSTEM" ? e.version : 0);
};

/** What a member does with a call. */
export const memberCallEffects = {
  armLease: {
    sentence: "the client's lease begins anew",
    effect: ({ k }, e) => {
      const call = callOf(e);
      return call === undefined
        ? undefined
        : { kind: "setTimer", timer: "LEASE_OVER", peer: call.client, delayUs: k.nfsLeaseUs };
    },
  },
  dropExpired: {
    sentence: "its locks are dropped, and it is on record no more",
    effect: ({ d }, e) => {
      if (e.type !== "LEASE_OVER") return undefined;
      const files = Object.entries(d.locks).flatMap(([file, { client }]) => (client === e.peer ? [file] : []));
      const forget = { kind: "nfs", do: "note-client", epoch: d.epoch, client: e.peer, on: false } as const;
      return [{ kind: "nfs", do: "surrender", cause: "expired", files }, forget];
    },
  },
  answerStale: { sentence: "it does not know the client", effect: (_c, e) => answered(e, "stale") },
  answerGrace: { sentence: "not now: others may reclaim first", effect: (_c, e) => answered(e, "grace") },
  answerNoGrace: { sentence: "too late: what was held is lost", effect: (_c, e) => answered(e, "no-grace") },
  answerNoRight: { sentence: "this client may not reclaim", effect: (_c, e) => answered(e, "no-right") },
  answerGranted: { sentence: "done", effect: (_c, e) => answered(e, "granted") },
  answerDenied: { sentence: "somebody else has it", effect: (_c, e) => answered(e, "denied") },
  answerLater: { sentence: "ask again: the file system is recovering", effect: (_c, e) => answered(e, "later") },
  pass: {
    sentence: "ask the file system, on which all members stand",
    effect: (_c, e) => {
      const call = callOf(e);
      return call === undefined ? undefined : { kind: "nfs", do: "pass", call };
    },
  },
  recordClient: {
    sentence: "the client is on record in this epoch",
    effect: ({ d }, e) => record(d, callOf(e)?.client ?? -1, true),
  },
  forgetClient: {
    sentence: "it is on record no more, unless it has another lock",
    effect: ({ d }, e) => record(d, callOf(e)?.client ?? -1, false),
  },
  terminate: { sentence: "exit", effect: () => ({ kind: "exit", code: 143 }) },
} as const satisfies Record<string, MemberEffect>;
