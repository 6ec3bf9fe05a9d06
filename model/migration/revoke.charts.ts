import { procedure } from "../chart/index.ts";
import { READONLY_FLAGS, RECORD_FLAG, type RecordCopy } from "../database/index.ts";
import type { ControlBody, Effect } from "../effect/index.ts";
import type { CtdbdChange, CtdbdContext, CtdbdData, CtdbdEffect, CtdbdEvent, CtdbdGuard } from "../node/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { arrivalChanges, arrivalEffects, arrivalGuards } from "./arrival-names.ts";
import { filterAgain, filterGuards, letGo, lockActions, lockGuards, lockSteps } from "./lock-steps.ts";
import { databaseOf, keyOf, recordEffects, recordHere, storing } from "./record-names.ts";

const BOTH = RECORD_FLAG.revokingReadonly | RECORD_FLAG.haveDelegations;

function copyOf(c: CtdbdContext): RecordCopy {
  const { packet } = c.f;
  return packet?.op === "REPLY_CALL" ? packet.copy : recordHere(c);
}

/** What takes the place of each copy to read: no flag says any more that it may be read. */
function recalled(c: CtdbdContext): RecordCopy {
  const record = recordHere(c);
  const flags = (record.flags & ~READONLY_FLAGS) | RECORD_FLAG.migratedWithData;
  return { ...record, rsn: record.rsn - 1, flags };
}

function isCalledOff(c: CtdbdContext): boolean {
  return databaseOf(c)?.revokes[keyOf(c)] !== c.f.drawn;
}

const guards = {
  ...lockGuards,
  updateFailed: waits.anyFailed,
  isCalledOff: {
    sentence: "a recovery has taken the flags from all copies: there is nothing to call back",
    test: isCalledOff,
  },
  settled: {
    sentence: "all nodes have answered, or it is called off",
    test: (c) => c.f.batch === null || c.f.batch.pending === 0 || isCalledOff(c),
  },
  isOther: {
    sentence: "the record is not the one that was looked at: somebody has changed it meanwhile",
    test: (c) => (recordHere(c).flags & BOTH) !== BOTH,
  },
} as const satisfies Record<string, CtdbdGuard>;

function end(isDone: boolean, sentence: string): CtdbdChange {
  return {
    sentence,
    change: (c) => {
      const database = databaseOf(c);
      if (database === undefined) return;
      delete database.revokes[keyOf(c)];
      database.revoked[keyOf(c)] = { atUs: c.d.monotonicUs, isDone };
    },
  };
}

const changes = {
  takeNumber: {
    sentence: "this is the revoke that calls wait for",
    change: (c) => {
      c.f.drawn = databaseOf(c)?.revokes[keyOf(c)] ?? 0;
    },
  },
  endDone: end(true, "calls go on: who writes now, who reads later"),
  endFailed: end(false, "calls go on, after a while"),
} as const satisfies Record<string, CtdbdChange>;

function report(isDone: boolean): CtdbdEffect {
  return {
    sentence: isDone ? "log that all copies are called back" : "log that not all copies are called back",
    effect: (c) => ({
      kind: "observe",
      event: { type: "record-revoked", db: databaseOf(c)?.name ?? "", key: keyOf(c), isDone },
    }),
  };
}

/** What calls the copies back, with whatever else their nodes shall know of it. */
export function askBack(c: CtdbdContext, more: ControlBody = {}): Effect {
  return {
    kind: "ask",
    op: "UPDATE_RECORD",
    to: databaseOf(c)?.delegates[keyOf(c)] ?? [],
    body: { db: databaseOf(c)?.name ?? "", copies: { [keyOf(c)]: recalled(c) }, ...more },
    as: "self",
    timeoutUs: c.k.controlTimeoutUs,
  };
}

const effects = {
  askUpdates: {
    sentence: "have whoever has a copy to read replace it by one that is not to be read",
    effect: (c) => askBack(c),
  },
  storeComplete: {
    sentence: "note that nobody has a copy to read any more",
    effect: (c) => {
      const { rsn, flags } = recordHere(c);
      return storing(c, { ...recordHere(c), rsn: rsn + 1, flags: flags | RECORD_FLAG.revokeComplete });
    },
  },
  storeTryAgain: {
    sentence: "note that nobody calls them back just now",
    effect: (c) => storing(c, { ...recordHere(c), flags: recordHere(c).flags & ~RECORD_FLAG.revokingReadonly }),
  },
  armDelay: {
    sentence: "others go on later",
    effect: (c) => ({
      kind: "setTimer",
      timer: "REVOKE_DELAY_OVER",
      peer: c.f.drawn,
      delayUs: c.k.revokeDelayUs,
      monotonic: true,
    }),
  },
  reportRevoked: report(true),
  reportNotRevoked: report(false),
} as const satisfies Record<string, CtdbdEffect>;

const revoke: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "revoke",
  sentence: "copies to read are called back, so that somebody may write",
  source: "facts/recovery.md §1.6; server/ctdb_call.c ctdb_revoke_all_delegations",
  guards,
  actions: { ...lockActions, fetch: recordEffects.fetch, ...changes, ...effects },
  ends: ["failed"],
  steps: [
    {
      name: "ask",
      sentence: "every node that has one, whether or not it can be reached",
      do: ["takeNumber", "fetch", "askUpdates"],
      until: "settled",
      exits: [{ guard: "isCalledOff", to: "done" }],
    },
    ...lockSteps([{ guard: "isCalledOff", actions: [...letGo], to: "done" }]),
    {
      name: "read",
      sentence: "is it still the same record?",
      do: ["fetch"],
      exits: [
        { guard: "isOther", actions: [...letGo, "endFailed", "armDelay"], to: "failed" },
        { guard: "updateFailed", to: "give-up" },
      ],
    },
    {
      name: "complete",
      sentence: "all are called back",
      do: ["storeComplete", "reportRevoked", "endDone", "armDelay", ...letGo],
      exits: [{ to: "done" }],
    },
    {
      name: "give-up",
      sentence: "some node may still read its copy: it is tried again when somebody wants to write",
      do: ["storeTryAgain", "reportNotRevoked", "endFailed", "armDelay", ...letGo],
      exits: [{ to: "failed" }],
    },
  ],
};

const reply: ProgramProcedure<CtdbdData, CtdbdEvent> = {
  id: "call-reply",
  sentence: "a copy to read arrives at who wanted it",
  source: "facts/recovery.md §1.5, §1.6; server/ctdb_call.c ctdb_reply_call",
  guards: {
    ...lockGuards,
    ...filterGuards,
    nobodyWaits: { sentence: "no call waits for this", test: (c) => !arrivalGuards.callWaits.test(c) },
    isOld: { sentence: "the copy that is here is as new", test: (c) => copyOf(c).rsn <= recordHere(c).rsn },
  },
  actions: {
    ...lockActions,
    fetch: recordEffects.fetch,
    storeCopy: { sentence: "write it to the file", effect: (c) => storing(c, copyOf(c)) } satisfies CtdbdEffect,
    answerCall: arrivalEffects.answerCall,
    endCall: arrivalChanges.endCall,
    reportOutdated: recordEffects.reportOutdated,
  },
  ends: ["dropped"],
  steps: [
    { name: "look-up", sentence: "whose is it?", exits: [{ guard: "nobodyWaits", to: "done" }] },
    ...lockSteps(filterAgain(letGo)),
    { name: "read", sentence: "a newer copy stays", do: ["fetch"], exits: [{ guard: "isOld", to: "answer" }] },
    { name: "store", sentence: "this node may read it until it is called back", do: ["storeCopy"] },
    {
      name: "answer",
      sentence: "what is in it is the answer",
      do: ["answerCall", "endCall", ...letGo],
      exits: [{ to: "done" }],
    },
    { name: "drop", sentence: "it has waited too long", do: ["reportOutdated"], exits: [{ to: "dropped" }] },
  ],
};

/** Begun where somebody wants to write what others may read. */
export const revokeChart = procedure(revoke);
/** REPLY_CALL, at the node that wanted to read. */
export const callReplyChart = procedure(reply);
