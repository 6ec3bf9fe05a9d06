import { procedure } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import type { LockHelperData, LockHelperEvent } from "./lock-helper-data.ts";
import { helperChanges, helperEffects, helperGuards } from "./names.ts";

const spec: ProgramProcedure<LockHelperData, LockHelperEvent> = {
  id: "fcntl-helper",
  sentence: "the fcntl lock helper from its start to holding the lock",
  source: "facts/leadership.md §6.6; server/ctdb_mutex_fcntl_helper.c",
  guards: {
    ioDone: waits.ioDone,
    ioFailed: waits.ioFailed,
    ioContended: waits.ioContended,
    startedByInit: helperGuards.startedByInit,
    checksWanted: helperGuards.checksWanted,
    never: helperGuards.never,
  },
  actions: {
    readParent: helperChanges.readParent,
    rememberObject: helperChanges.rememberObject,
    openOrCreate: helperEffects.openOrCreate,
    lock: helperEffects.lock,
    writeHeld: helperEffects.writeHeld,
    writeContended: helperEffects.writeContended,
    writeFailed: helperEffects.writeFailed,
    forkCheckChild: helperEffects.forkCheckChild,
    armParentPoll: helperEffects.armParentPoll,
    exit: helperEffects.exit,
  },
  steps: [
    { name: "read-parent", sentence: "read the parent's pid before anything slow", do: ["readParent"] },
    {
      name: "open",
      sentence: "open the lock file",
      do: ["openOrCreate"],
      until: "ioDone",
      exits: [{ guard: "ioFailed", to: "fail" }],
    },
    {
      name: "lock",
      sentence: "try to lock it, once",
      do: ["rememberObject", "lock"],
      until: "ioDone",
      exits: [
        { guard: "ioContended", to: "contend" },
        { guard: "ioFailed", to: "fail" },
      ],
    },
    {
      name: "report",
      sentence: "it holds the lock",
      do: ["writeHeld"],
      exits: [{ guard: "startedByInit", to: "leave" }],
    },
    {
      name: "watch-parent",
      sentence: "poll the parent from now on",
      do: ["armParentPoll"],
      exits: [{ guard: "checksWanted", to: "next" }, { to: "hold" }],
    },
    { name: "watch-file", sentence: "have the lock file checked from now on", do: ["forkCheckChild"] },
    { name: "hold", sentence: "holds the lock", until: "never" },
    { name: "contend", sentence: "somebody else holds it", do: ["writeContended"], exits: [{ to: "leave" }] },
    { name: "fail", sentence: "it could not even try", do: ["writeFailed"], exits: [{ to: "leave" }] },
    { name: "leave", sentence: "exit", do: ["exit"] },
  ],
};

/** The helper's start, as ordered steps. */
export const fcntlHelperChart = procedure(spec);

/** What a helper reacts to while it holds the lock, and before. */
export const fcntlHelperRules: ProgramChart<LockHelperData, LockHelperEvent> = {
  id: "fcntl-helper-process",
  sentence: "what ends an fcntl lock helper: its parent gone, its check child gone, SIGTERM",
  source: "facts/leadership.md §6.6; server/ctdb_mutex_fcntl_helper.c",
  initial: "watching",
  guards: { parentExists: helperGuards.parentExists },
  actions: {
    probeParent: helperEffects.probeParent,
    armParentPoll: helperEffects.armParentPoll,
    exit: helperEffects.exit,
    dieOfTerm: helperEffects.dieOfTerm,
  },
  states: {
    watching: {
      sentence: "watches its parent and its check child",
      on: {
        PARENT_POLL_DUE: { actions: "probeParent" },
        PROBED: [{ guard: "parentExists", actions: "armParentPoll" }, { actions: "exit" }],
        CHILD_PIPE_CLOSED: { actions: "exit" },
        SIGTERM: { actions: "dieOfTerm" },
      },
    },
  },
};
