import type { LockCall } from "../effect/index.ts";
import type { Context } from "../process/index.ts";
import { hasGraceOfAddress } from "../words/index.ts";
import type { Callout, NfsServerData, NfsServerEvent } from "./nfs-server-data.ts";
import {
  addressOf,
  answer,
  answered,
  callOf,
  locksWith,
  locksWithout,
  type ServerChange,
  type ServerEffect,
  type ServerGuard,
} from "./nfs-server-names.ts";
import { hasLock, withoutClient } from "./v4-clients.ts";

/** Is what comes by the address of this call in grace? */
function inGrace({ d }: Context<NfsServerData>, call: LockCall): boolean {
  if (hasGraceOfAddress(d.design)) return d.graced.includes(addressOf(call));
  return d.phase === "grace" && (d.design.scope === "server" || d.graced.includes(addressOf(call)));
}

const isOp = (e: NfsServerEvent, ...ops: readonly LockCall["op"][]): boolean => {
  const call = callOf(e);
  return call !== undefined && ops.includes(call.op);
};

/** A call-out that waits for its turn, without a client who came by its address. */
function withoutUser(callout: Callout, call: LockCall): Callout {
  if (callout.address !== addressOf(call)) return callout;
  return { ...callout, clients: callout.clients.filter((client) => client !== call.client) };
}

/** What a server asks itself of a call. */
export const callGuards = {
  isClosed: { sentence: "the lock manager is stopped", test: (c) => c.d.phase === "closed" },
  saysDone: { sentence: "the client has nothing left to reclaim", test: (_c, e) => isOp(e, "done") },
  mustWait: {
    sentence:
      "it is in grace, and this is no reclaim; the file system itself refuses what conflicts with what is kept by name",
    test: (c, e) => isOp(e, "lock") && c.d.design.fileSystem !== "by-manager" && inGrace(c, callOf(e) as LockCall),
  },
  isTooLate: {
    sentence: "it is not in grace, and takes no reclaims",
    test: (c, e) => {
      const call = callOf(e);
      if (call?.op !== "reclaim" || c.d.design.fileSystem === "remember") return false;
      // A lock manager of its own has no grace but that of its client.
      if (c.d.design.fileSystem === "by-manager" && call.protocol === "v4") return false;
      return !inGrace(c, call) || (c.d.design.end === "coordinated" && !c.d.needs);
    },
  },
  isRecovering: {
    sentence: "the lock is of a node that is gone, and not given up yet",
    test: (_c, e) => e.type === "FILE_SYSTEM" && e.answer === "recovering",
  },
  isRefused: {
    sentence: "somebody else has the lock",
    test: (_c, e) => e.type === "FILE_SYSTEM" && e.answer === "conflict",
  },
  isUnlocked: { sentence: "the lock is given back", test: (_c, e) => isOp(e, "unlock") },
} as const satisfies Record<string, ServerGuard>;

/** What a call changes at its server. */
export const callChanges = {
  noteCallout: {
    sentence: "it is called out to: one thing after another",
    change: (c, e) => {
      if (e.type === "CALLOUT") c.d.callouts = [...c.d.callouts, e.callout];
    },
  },
  notePassed: {
    sentence: "the file system has it",
    change: (c, e) => {
      const call = callOf(e);
      if (call !== undefined) c.d.inFlight = [...c.d.inFlight, addressOf(call)];
    },
  },
  noteBack: {
    sentence: "the file system has answered",
    change: (c, e) => {
      const call = callOf(e);
      const place = call === undefined ? -1 : c.d.inFlight.indexOf(addressOf(call));
      if (place >= 0) c.d.inFlight = c.d.inFlight.filter((_, index) => index !== place);
    },
  },
  noteLock: {
    sentence: "the client has the lock through this server",
    change: (c, e) => {
      const call = callOf(e);
      if (call === undefined) return;
      c.d.locks = locksWith(c.d, call);
      c.d.pending = withoutClient(c.d.pending, call.client);
    },
  },
  noteUnlock: {
    sentence: "the client has the lock through this server no more; somebody else may have it since",
    change: (c, e) => {
      const call = callOf(e);
      if (call === undefined) return;
      c.d.locks = locksWithout(c.d, call);
      // Who gives back what he might have reclaimed is waited for no more, nor by an address that it is about to take.
      c.d.pending = withoutClient(c.d.pending, call.client);
      c.d.callouts = c.d.callouts.map((callout) => withoutUser(callout, call));
    },
  },
  noteDone: {
    sentence: "the client has reclaimed what it wants to",
    change: (c, e) => {
      const call = callOf(e);
      if (call !== undefined) c.d.pending = withoutClient(c.d.pending, call.client);
    },
  },
  endPause: {
    sentence: "the pause is over",
    change: (c) => {
      c.d.isPauseOver = true;
    },
  },
  endGrace: {
    sentence: "its time of grace is over",
    change: (c) => {
      c.d.isGraceOver = true;
    },
  },
  noteSettled: {
    sentence: "whoever lost a lock has been answered",
    change: (c, e) => {
      if (e.type === "NOBODY_OWED") c.d.settled = Math.max(c.d.settled, e.debt);
    },
  },
  noteLifted: {
    sentence: "nobody needs the grace any more, unless it has just entered another one",
    change: (c) => {
      c.d.isLifted = !c.d.needs;
    },
  },
} as const satisfies Record<string, ServerChange>;

const record = (c: Context<NfsServerData>, e: NfsServerEvent, on: boolean) => {
  const call = callOf(e);
  if (call === undefined) return undefined;
  if (hasLock(c.d, call.client) !== on) return undefined;
  // statd knows only the client: it is for every address that is served here (facts/ip-nfs.md §4.2). Where a grace lasts until
  // whoever is on record has reclaimed, or none keeps new locks out while an address is taken, a server must know by which
  // address he comes.
  const { end, fileSystem } = c.d.design;
  const isKnown = call.protocol === "v4" || end === "coordinated" || fileSystem === "remember";
  const addresses = isKnown ? [addressOf(call)] : c.d.served;
  return { kind: "nfs", do: "record", addresses, client: call.client, on } as const;
};

/** What a server does with a call. */
export const callEffects = {
  answerGrace: {
    sentence: "not now: others may reclaim first",
    effect: (_c, e) => answered(e, (call) => answer(call, "grace")),
  },
  answerNoGrace: {
    sentence: "too late: what was held is lost",
    effect: (_c, e) => answered(e, (call) => answer(call, "no-grace")),
  },
  answerGranted: {
    sentence: "done",
    effect: (_c, e) => answered(e, (call) => answer(call, "granted", e.type === "FILE_SYSTEM" ? e.version : 0)),
  },
  answerDenied: {
    sentence: "somebody else has it",
    effect: (_c, e) => answered(e, (call) => answer(call, "denied")),
  },
  answerLater: {
    sentence: "ask again: the file system is recovering",
    effect: (_c, e) => answered(e, (call) => answer(call, "later")),
  },
  pass: {
    sentence: "ask the file system, on which all servers stand",
    effect: (_c, e) => answered(e, (call) => ({ kind: "nfs", do: "pass", call })),
  },
  recordClient: {
    sentence: "statd: this client is to be told; or, with NFSv4, may reclaim",
    effect: (c, e) => record(c, e, true),
  },
  forgetClient: {
    sentence: "statd: this client need not be told; or has nothing to reclaim",
    effect: (c, e) => record(c, e, false),
  },
  exit: { sentence: "exit", effect: () => ({ kind: "exit", code: 143 }) },
} as const satisfies Record<string, ServerEffect>;
