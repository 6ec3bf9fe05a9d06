import {
  activityChanges,
  activityEffects,
  type CtdbdData,
  type CtdbdEffect,
  type CtdbdEvent,
  type CtdbdGuard,
  replyTo,
} from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { databaseOf, freezingChanges, freezingEffects, freezingGuards } from "./freezing-names.ts";
import { thawChanges, thawEffects } from "./thaw-names.ts";
import { transactionChanges, transactionEffects, transactionGuards } from "./transaction-names.ts";

const guards = {
  mustBeginAnew: {
    sentence: "as shipped never: what was lost before this node met another again stays lost, attempt after attempt",
    test: () => false,
  },
} as const satisfies Record<string, CtdbdGuard>;

const effects = {
  askForRecovery: {
    sentence: "ask for nothing (as shipped nobody asks in which recovery mode a database is frozen)",
    effect: () => undefined,
  },
  beginAttach: {
    sentence: "begin to attach",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "attach-database", request: e.request } : undefined),
  },
  beginCommit: {
    sentence: "begin to commit",
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart: "commit-database", request: e.request } : undefined),
  },
  replyOk: { sentence: "answer: done", effect: (_c, e) => replyTo(e, { status: 0 }) },
  replyDatabases: {
    sentence: "answer with the databases that are attached",
    effect: (c, e) => {
      const all = Object.values(c.d.databases);
      const databases = all.map(({ name, kind, priority, readOnly, sticky, epoch }) => ({
        name,
        kind,
        priority,
        readOnly,
        sticky,
        epoch,
      }));
      return replyTo(e, { status: 0, databases, attended: c.d.attended });
    },
  },
  refuse: {
    sentence: "refuse: the database is not attached, not frozen, or in somebody else's transaction",
    effect: (c, e) => {
      if (!("request" in e)) return undefined;
      const database = databaseOf(c, e);
      const why =
        database === undefined
          ? "the database is not attached"
          : database.mode === "frozen"
            ? "no such transaction is open"
            : "the database is not frozen";
      return { kind: "reply", request: e.request, reply: { status: -1 }, why };
    },
  },
} as const satisfies Record<string, CtdbdEffect>;

const unlessFrozen = { guard: "notFrozen", actions: "refuse" } as const;
const unlessOther = { guard: "otherRecovery", actions: "refuse" } as const;
const unlessOpen = { guard: "otherTransaction", actions: "refuse" } as const;

/** What a recovery does to a node's databases (facts/recovery.md §2.4). */
export const databasesChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "databases",
  sentence: "a node's databases in a recovery: freeze, transaction, pull, push, commit, thaw",
  source: "facts/recovery.md §2.4, §2.6, §3.1; server/ctdb_freeze.c, server/ctdb_recover.c",
  initial: "serving",
  guards: {
    isUnknown: freezingGuards.isUnknown,
    ofPriority: freezingGuards.ofPriority,
    withOwnFreezers: freezingGuards.withOwnFreezers,
    helperLocked: freezingGuards.helperLocked,
    helperOfFrozen: freezingGuards.helperOfFrozen,
    ...transactionGuards,
    ...guards,
  },
  actions: {
    noteFrozen: freezingChanges.noteFrozen,
    noteNotFrozen: freezingChanges.noteNotFrozen,
    nodeIsFrozen: freezingChanges.nodeIsFrozen,
    openTransaction: transactionChanges.openTransaction,
    clearQueues: transactionChanges.clearQueues,
    forgetDelegates: transactionChanges.forgetDelegates,
    thawDatabase: thawChanges.thawDatabase,
    invalidate: activityChanges.invalidate,
    freezeEach: activityEffects.freezeEach,
    freezeEachOfPriority: freezingEffects.freezeEachOfPriority,
    beginFreeze: freezingEffects.beginFreeze,
    reportFrozen: freezingEffects.reportFrozen,
    crash: freezingEffects.crash,
    beginInFile: transactionEffects.beginInFile,
    wipeFile: transactionEffects.wipeFile,
    readFile: transactionEffects.readFile,
    putRecords: transactionEffects.putRecords,
    replyCopies: transactionEffects.replyCopies,
    replyNoCopies: transactionEffects.replyNoCopies,
    replySequence: transactionEffects.replySequence,
    letGo: thawEffects.letGo,
    resendCalls: thawEffects.resendCalls,
    reportThawed: thawEffects.reportThawed,
    ...effects,
  },
  states: {
    serving: {
      sentence: "answers at once, or begins what takes time",
      on: {
        GET_DBMAP: { actions: "replyDatabases" },
        GET_DBNAME: [
          { guard: "isUnknown", actions: "refuse" },
          { guard: "mustBeginAnew", actions: "refuse" },
          { actions: "replyOk" },
        ],
        GET_DBPATH: [{ guard: "isUnknown", actions: "refuse" }, { actions: "replyOk" }],
        SET_DB_PRIORITY: { actions: "replyOk" },
        DB_ATTACH: { actions: "beginAttach" },
        FREEZE: [
          { guard: "withOwnFreezers", actions: ["nodeIsFrozen", "freezeEachOfPriority", "beginFreeze"] },
          { guard: "ofPriority", actions: ["nodeIsFrozen", "beginFreeze"] },
          { actions: ["nodeIsFrozen", "invalidate", "freezeEach", "beginFreeze"] },
        ],
        DB_FREEZE: { actions: ["askForRecovery", "beginFreeze"] },
        CHILD_OUTPUT: { guard: "helperLocked", actions: ["noteFrozen", "reportFrozen"] },
        CHILD_PIPE_CLOSED: [
          { guard: "helperOfFrozen", actions: "crash" },
          { guard: "helperLocked", actions: "noteNotFrozen" },
        ],
        DB_TRANSACTION_START: [unlessOther, unlessFrozen, { actions: ["beginInFile", "openTransaction", "replyOk"] }],
        GET_DB_SEQNUM: [{ guard: "isUnknown", actions: "refuse" }, { actions: ["readFile", "replySequence"] }],
        DB_PULL: [
          unlessFrozen,
          { guard: "isInvalid", actions: "replyNoCopies" },
          { actions: ["readFile", "replyCopies"] },
        ],
        PULL_DB: [unlessFrozen, { actions: ["readFile", "replyCopies"] }],
        PUSH_DB: [unlessFrozen, { actions: ["putRecords", "forgetDelegates", "replyOk"] }],
        WIPE_DATABASE: [unlessOther, unlessFrozen, unlessOpen, { actions: ["wipeFile", "clearQueues", "replyOk"] }],
        DB_PUSH_START: [unlessFrozen, { actions: "replyOk" }],
        DB_PUSH_CONFIRM: [unlessOther, unlessFrozen, { actions: ["putRecords", "forgetDelegates", "replyOk"] }],
        DB_TRANSACTION_COMMIT: [unlessOther, unlessFrozen, unlessOpen, { actions: "beginCommit" }],
        DB_THAW: [
          unlessOther,
          { guard: "isUnknown", actions: "refuse" },
          { actions: ["letGo", "thawDatabase", "reportThawed", "resendCalls", "replyOk"] },
        ],
      },
    },
  },
};
