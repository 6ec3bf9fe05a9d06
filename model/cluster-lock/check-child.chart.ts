import { procedure } from "../chart/index.ts";
import { type ProgramChart, type ProgramProcedure, waits } from "../process/index.ts";
import type { LockHelperData, LockHelperEvent } from "./lock-helper-data.ts";
import { helperChanges, helperEffects, helperGuards } from "./names.ts";

const spec: ProgramProcedure<LockHelperData, LockHelperEvent> = {
  id: "lock-check",
  sentence: "the fcntl helper's child: is the file that is locked still the lock file, and does its storage answer?",
  source: "facts/leadership.md §6.6; server/ctdb_mutex_fcntl_helper.c",
  guards: {
    ioDone: waits.ioDone,
    ioFailed: waits.ioFailed,
    otherObject: helperGuards.otherObject,
    checkIsDue: helperGuards.checkIsDue,
  },
  actions: {
    checkBegins: helperChanges.checkBegins,
    armRecheck: helperEffects.armRecheck,
    open: helperEffects.open,
    lockCheckByte: helperEffects.lockCheckByte,
    close: helperEffects.close,
    exit: helperEffects.exit,
  },
  steps: [
    { name: "rest", sentence: "wait for the next check", do: ["armRecheck"], until: "checkIsDue" },
    {
      name: "open",
      sentence: "open the lock file by its name",
      do: ["checkBegins", "open"],
      until: "ioDone",
      exits: [{ guard: "ioFailed", to: "leave" }],
    },
    { name: "compare", sentence: "is it the file that is locked?", exits: [{ guard: "otherObject", to: "leave" }] },
    {
      name: "touch",
      sentence: "lock its second byte; this blocks while the storage does",
      do: ["lockCheckByte"],
      until: "ioDone",
      exits: [{ guard: "ioFailed", to: "leave" }],
    },
    { name: "close", sentence: "close it; this also unlocks", do: ["close"], until: "ioDone", exits: [{ to: "rest" }] },
    { name: "leave", sentence: "exit: the helper takes this as the loss of the lock", do: ["exit"] },
  ],
};

/** One check after the other. */
export const lockCheckChart = procedure(spec);

/** What a check child reacts to: it is deaf while a system call blocks. */
export const lockCheckRules: ProgramChart<LockHelperData, LockHelperEvent> = {
  id: "lock-check-process",
  sentence: "what wakes and what ends a check child",
  source: "facts/leadership.md §6.6; server/ctdb_mutex_fcntl_helper.c",
  initial: "watching",
  guards: {},
  actions: { checkIsNowDue: helperChanges.checkIsNowDue, exit: helperEffects.exit, dieOfTerm: helperEffects.dieOfTerm },
  states: {
    watching: {
      sentence: "watches the clock and its helper",
      on: {
        RECHECK_DUE: { actions: "checkIsNowDue" },
        PARENT_PIPE_CLOSED: { actions: "exit" },
        SIGTERM: { actions: "dieOfTerm" },
      },
    },
  },
};
