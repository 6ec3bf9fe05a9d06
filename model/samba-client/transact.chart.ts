import { procedure, type StepSpec } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { clientChanges, clientEffects, clientGuards } from "./client-names.ts";
import { clientReports } from "./client-reports.ts";
import { globalLockChanges, globalLockEffects, globalLockGuards } from "./global-lock-names.ts";
import type { SambaClientData, SambaClientEvent } from "./samba-client-data.ts";
import { transactChanges, transactEffects, transactGuards, transactReports } from "./transact-names.ts";

/** Has the record of the global lock brought here, and locks it anew. */
function bring(name: string, lock: string): StepSpec {
  return {
    name,
    sentence: "let go of the chain, have the record brought here, and try again",
    do: ["unlockGlobal", "newCall", "askForGlobal"],
    until: "isTold",
    exits: [{ actions: ["reportAnswered"], to: lock }],
  };
}

const takeGlobalLock: readonly StepSpec[] = [
  {
    name: "begin",
    sentence: "transactions over one database exclude each other",
    do: ["newTransaction"],
    exits: [{ guard: "noGlobalLock", actions: ["reportTransaction"], to: "lock-record" }],
  },
  { name: "lock-global", sentence: "the chain, as a local lock", do: ["lockGlobal"], until: "fileDone" },
  {
    name: "look",
    sentence: "is the record here, and who has the lock?",
    do: ["fetchGlobal"],
    exits: [{ guard: "isMine", to: "decide" }, { to: "bring" }],
  },
  bring("bring", "lock-global"),
  {
    name: "decide",
    sentence: "nobody, or somebody who is gone?",
    exits: [{ guard: "isFree", to: "take" }, { guard: "isHolderGone", to: "take" }, { to: "find-holder" }],
  },
  {
    name: "find-holder",
    sentence: "ask the holder's node whether he exists; one that cannot be reached counts as gone",
    do: ["noteHolder", "unlockGlobal", "askForHolder"],
    until: "answered",
    exits: [{ guard: "anyFailed", actions: ["noteHolderGone"], to: "lock-global" }],
  },
  {
    name: "pause",
    sentence: "the lock is taken",
    do: ["beginPause", "armLockRetry"],
    until: "isPauseOver",
    exits: [{ to: "lock-global" }],
  },
  {
    name: "take",
    sentence: "the global lock is its own; the record is free for others to read",
    do: ["writeHolder", "unlockGlobal", "reportTransaction"],
  },
];

const commit: readonly StepSpec[] = [
  { name: "lock-record", sentence: "the node's own copy is read", do: ["lockChain"], until: "fileDone" },
  {
    name: "prepare",
    sentence: "a new value, and the next sequence number",
    do: ["fetchSequence", "prepareSequence", "fetch", "prepareRecord", "unlockChain", "reportRead"],
  },
  {
    name: "commit",
    sentence: "ask its daemon",
    do: ["countTry", "reportCommit", "askCommit"],
    until: "answered",
    exits: [
      { guard: "anyFailed", to: "lock-sequence" },
      { actions: ["noteCommitted"], to: "end" },
    ],
  },
  {
    name: "lock-sequence",
    sentence: "its daemon does not know: what is in the file of this node decides",
    do: ["lockSequence"],
    until: "fileDone",
  },
  {
    name: "compare",
    sentence: "has it happened?",
    do: ["fetchSequence", "noteLatest", "unlockSequence"],
    exits: [
      { guard: "sequenceIsOld", to: "back-off" },
      { guard: "sequenceSaysDone", actions: ["noteAssumed"], to: "end" },
      { actions: ["noteFailed"], to: "end" },
    ],
  },
  {
    name: "back-off",
    sentence: "it has not: once more, with the same records",
    do: ["beginPause", "armCommitRetry"],
    until: "isPauseOver",
    exits: [{ to: "commit" }],
  },
];

const releaseGlobalLock: readonly StepSpec[] = [
  {
    name: "end",
    sentence: "the transaction is over",
    do: ["reportOutcome"],
    exits: [{ guard: "noGlobalLock", to: "done" }],
  },
  { name: "lock-own", sentence: "the chain once more", do: ["lockGlobal"], until: "fileDone" },
  {
    name: "look-again",
    sentence: "is the record still here?",
    do: ["fetchGlobal"],
    exits: [{ guard: "isMine", to: "release" }, { to: "bring-back" }],
  },
  bring("bring-back", "lock-own"),
  {
    name: "release",
    sentence: "the global lock is free; if somebody has taken it away it is not touched",
    exits: [
      { guard: "isTakenAway", actions: ["unlockGlobal"], to: "done" },
      { actions: ["clearHolder", "unlockGlobal"], to: "done" },
    ],
  },
];

const spec: ProgramProcedure<SambaClientData, SambaClientEvent> = {
  id: "transact",
  sentence:
    "a transaction over a persistent database: the global lock, a copy, a commit, and what to make of its answer",
  source: "facts/recovery.md §1.9; source3/lib/dbwrap/dbwrap_ctdb.c, source3/lib/g_lock.c",
  guards: {
    fileDone: waits.fileDone,
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    isTold: clientGuards.isTold,
    isMine: clientGuards.isMine,
    ...globalLockGuards,
    ...transactGuards,
  },
  actions: {
    newCall: clientChanges.newCall,
    reportAnswered: clientReports.reportAnswered,
    lockChain: clientEffects.lockChain,
    fetch: clientEffects.fetch,
    unlockChain: clientEffects.unlockChain,
    ...globalLockChanges,
    ...globalLockEffects,
    ...transactChanges,
    ...transactEffects,
    ...transactReports,
  },
  steps: [...takeGlobalLock, ...commit, ...releaseGlobalLock],
};

/** A transaction of a client. */
export const transactChart = procedure(spec);
