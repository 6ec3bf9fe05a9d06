import type { DatabaseState } from "../database/index.ts";
import {
  type CtdbdChange,
  type CtdbdContext,
  type CtdbdData,
  type CtdbdEffect,
  type CtdbdEvent,
  type CtdbdGuard,
  fencingGuards,
  ownModeEffects,
} from "../node/index.ts";
import type { ProgramChart } from "../process/index.ts";
import { commitChanges, commitGuards } from "./commit-names.ts";
import { answer, requestOf } from "./matter.ts";
import { updateChanges, updateEffects, updateGuards } from "./update-names.ts";

function committedBy(c: CtdbdContext, pid: number): readonly DatabaseState[] {
  return Object.values(c.d.databases).filter(({ commit }) => commit?.pid === pid);
}

const guards = {
  wasCommitting: {
    sentence: "the client that is gone was in the middle of a commit",
    test: (c, e) => e.type === "CLIENT_GONE" && committedBy(c, e.pid).length > 0,
  },
  updatesNothing: {
    sentence: "recovery mode is not normal (as shipped, whatever is to be written, and wherever the recovery stands)",
    test: commitGuards.notNormal.test,
  },
  isForeign: {
    sentence: "it comes from another generation of the database (as shipped nobody asks)",
    test: () => false,
  },
} as const satisfies Record<string, CtdbdGuard>;

/** Open commits end with a status. */
export function finish(databases: readonly DatabaseState[], status: number): void {
  for (const { commit } of databases) if (commit !== null) commit.status ??= status;
}

const changes = {
  finishCommits: {
    sentence: "every open commit ends with status 2: its client may look what is there now",
    change: (c) => finish(Object.values(c.d.databases), 2),
  },
  timeOutCommit: {
    sentence: "the commit ends with status 1",
    change: (c, e) => {
      if (e.type === "COMMIT_TIMEOUT") finish(committedBy(c, e.peer), 1);
    },
  },
  forgetCommit: {
    sentence: "nobody waits for the commit any more",
    change: (c, e) => {
      if (e.type === "CLIENT_GONE") for (const database of committedBy(c, e.pid)) database.commit = null;
    },
  },
} as const satisfies Record<string, CtdbdChange>;

function begin(chart: string, sentence: string): CtdbdEffect {
  return {
    sentence,
    effect: (_c, e) => ("request" in e ? { kind: "begin", chart, request: e.request } : undefined),
  };
}

function refuse(sentence: string, why: string): CtdbdEffect {
  return { sentence, effect: (c, e) => answer(requestOf(c, e), -1, why) };
}

const effects = {
  beginCommit: begin("commit-transaction", "begin to commit"),
  beginUpdate: begin("update-record", "begin to write"),
  refuseUnknown: refuse("refuse: no such database is attached", "the database is not attached"),
  refuseInRecovery: refuse("refuse: recovery mode is not normal", "recovery mode is not normal"),
  refuseInactive: refuse("refuse: this node is stopped or banned", "the node is stopped or banned"),
  refuseForeign: refuse("refuse: it comes from another generation", "another generation"),
  refuseSecond: refuse("refuse: one at a time", "another transaction is being committed"),
  lookForClient: {
    sentence: "is there a client with that pid?",
    effect: (_c, e) => ("request" in e ? { kind: "lookFor", pid: e.request.body.pid ?? 0 } : undefined),
  },
  answerFound: {
    sentence: "answer: it is there, or it is not",
    effect: (c, e) => answer(requestOf(c, e), c.f.found ? 0 : -1, "there is no such client"),
  },
} as const satisfies Record<string, CtdbdEffect>;

const { isUnknown, notNormal, leavesItselfOut, isCommitting } = commitGuards;
const { openCommit, enterRecoveryMode } = commitChanges;
const { noteWriter, noteWriterEnd } = updateChanges;

/** What a main daemon does for persistent transactions, its own clients' and others'. */
export const transactionsChart: ProgramChart<CtdbdData, CtdbdEvent> = {
  id: "transactions",
  sentence: "persistent transactions: nobody asks for a generation, or who leads",
  source: "facts/recovery.md §1.9, §1.10, §2.6; server/ctdb_persistent.c, server/ctdb_update_record.c",
  initial: "serving",
  guards: {
    isUnknown,
    notNormal,
    leavesItselfOut,
    isCommitting,
    fromOldGrant: fencingGuards.fromOldGrant,
    writerOpen: updateGuards.writerOpen,
    ...guards,
  },
  actions: {
    openCommit,
    enterRecoveryMode,
    ...ownModeEffects,
    noteWriter,
    noteWriterEnd,
    killWriter: updateEffects.killWriter,
    ...changes,
    ...effects,
  },
  states: {
    serving: {
      sentence: "refuses at once, or begins what takes time",
      on: {
        TRANS3_COMMIT: [
          { guard: "isUnknown", actions: "refuseUnknown" },
          { guard: "notNormal", actions: "refuseInRecovery" },
          { guard: "leavesItselfOut", actions: "refuseInactive" },
          { guard: "isCommitting", actions: "refuseSecond" },
          { actions: ["openCommit", "beginCommit"] },
        ],
        UPDATE_RECORD: [
          { guard: "isUnknown", actions: "refuseUnknown" },
          { guard: "updatesNothing", actions: "refuseInRecovery" },
          { guard: "isForeign", actions: "refuseForeign" },
          { actions: "beginUpdate" },
        ],
        END_RECOVERY: [{ guard: "fromOldGrant" }, { guard: "notNormal" }, { actions: "finishCommits" }],
        COMMIT_TIMEOUT: [{ guard: "notNormal" }, { actions: "timeOutCommit" }],
        CLIENT_GONE: { guard: "wasCommitting", actions: ["forgetCommit", "armNoDropTimer", "enterRecoveryMode"] },
        CHILD_OUTPUT: { guard: "writerOpen", actions: "noteWriter" },
        CHILD_PIPE_CLOSED: { guard: "writerOpen", actions: "noteWriterEnd" },
        WRITE_TIMEOUT: { guard: "writerOpen", actions: "killWriter" },
        PROCESS_EXISTS: { actions: ["lookForClient", "answerFound"] },
      },
    },
  },
};
