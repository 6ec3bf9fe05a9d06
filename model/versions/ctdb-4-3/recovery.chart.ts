import { procedure, type StepSpec } from "../../chart/index.ts";
import type { RecoverdData, RecoverdEvent } from "../../leadership/index.ts";
import { type ProgramProcedure, waits } from "../../process/index.ts";
import { recoveryChart, recoverySteps } from "../../recovery/index.ts";
import { oldChanges, oldEffects, oldGuards } from "./names.ts";

/** The lock is taken here, once, and kept: no helper, no time-out. */
const takeLock: readonly StepSpec[] = [
  {
    name: "check-lock",
    sentence: "without a lock that is still to be taken it goes on",
    exits: [{ guard: "lockMissing", to: "next" }, { to: "fetch-capabilities" }],
  },
  {
    name: "open-lock-file",
    sentence: "open the lock file",
    do: ["openLockFile"],
    until: "ioDone",
    exits: [{ guard: "ioFailed", to: "give-up-lock" }],
  },
  {
    name: "take-lock",
    sentence: "try to lock it, once, in the daemon itself",
    do: ["lockLockFile"],
    until: "ioDone",
    exits: [
      { guard: "ioFailed", to: "give-up-lock" },
      { actions: ["noteHeld"], to: "fetch-capabilities" },
    ],
  },
  {
    name: "give-up-lock",
    sentence: "a node in its first recovery tries again in the next pass; any other bans itself",
    do: ["reportNotTaken", "closeLockFile"],
    until: "ioDone",
    exits: [{ guard: "inFirstRecovery", actions: ["endOperation"], to: "aborted" }, { to: "ban-self" }],
  },
];

const pushLockPath: readonly StepSpec[] = [
  {
    name: "push-lock-path",
    sentence: "all nodes shall use the leader's path of the lock; a failure is only logged",
    do: ["storeLeaderRoles", "storeLmasters", "storeCapable", "pushLockPath"],
    until: "answered",
    exits: [{ guard: "anyFailed", actions: ["reportNotPushed"], to: "next" }],
  },
];

const steps = recoverySteps.flatMap((step): readonly StepSpec[] => {
  if (step.name === "check-lock") return takeLock;
  if (step.name !== "push-flags") return [step];
  // The answers about roles are stored before the next question.
  return [...pushLockPath, { ...step, do: ["pushAllFlags"] }];
});

const { guards, actions } = recoveryChart;

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "recovery",
  sentence:
    "a leader's recovery: may it, take the lock if it does not hold it yet, then the helper, then the addresses",
  source: "facts/leadership.md §5 O8; server/ctdb_recoverd.c do_recovery (4.3)",
  guards: {
    ...guards,
    ioDone: waits.ioDone,
    ioFailed: waits.ioFailed,
    inFirstRecovery: oldGuards.inFirstRecovery,
  },
  actions: {
    ...actions,
    openLockFile: oldEffects.openLockFile,
    lockLockFile: oldEffects.lockLockFile,
    closeLockFile: oldEffects.closeLockFile,
    noteHeld: oldChanges.noteHeld,
    reportNotTaken: oldEffects.reportNotTaken,
    pushLockPath: oldEffects.pushLockPath,
    reportNotPushed: oldEffects.reportNotPushed,
  },
  ends: ["aborted", "failed"],
  steps,
};

/** A recovery of 4.3 as its recovery daemon runs it. */
export const recovery43 = procedure(spec);
