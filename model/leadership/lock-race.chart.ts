import { procedure } from "../chart/index.ts";
import type { ProgramProcedure } from "../process/index.ts";
import { leaderChanges, leaderEffects, leaderGuards } from "./leader-names.ts";
import { lockChanges, lockEffects, lockGuards } from "./lock-names.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "lock-race",
  sentence: "try to take the cluster lock once; whoever gets it leads",
  source: "facts/leadership.md §4.4 T10-T12; server/ctdb_recoverd.c",
  guards: {
    cannotLead: leaderGuards.cannotLead,
    lockHeld: lockGuards.lockHeld,
    statusIn: lockGuards.statusIn,
    statusHeld: lockGuards.statusHeld,
  },
  actions: {
    endElection: leaderChanges.endElection,
    leadAgain: leaderChanges.leadAgain,
    leaderIsSelf: leaderChanges.leaderIsSelf,
    leaderUnknown: leaderChanges.leaderUnknown,
    reportElected: leaderEffects.reportElected,
    releaseLock: lockEffects.releaseLock,
    forgetLock: lockChanges.forgetLock,
    newAttempt: lockChanges.newAttempt,
    forgetAttempt: lockChanges.forgetAttempt,
    spawnLockHelper: lockEffects.spawnLockHelper,
    armTakeTimer: lockEffects.armTakeTimer,
    terminateAttempt: lockEffects.terminateAttempt,
    reportRefused: lockEffects.reportRefused,
  },
  steps: [
    {
      name: "check-eligible",
      sentence: "a node that cannot lead lets go of the lock",
      exits: [{ guard: "cannotLead", actions: ["releaseLock", "forgetLock", "endElection"], to: "done" }],
    },
    {
      name: "check-held",
      sentence: "a node that holds the lock leads (bug 15892)",
      exits: [{ guard: "lockHeld", actions: ["leadAgain", "endElection", "reportElected"], to: "done" }],
    },
    {
      name: "take",
      sentence: "start a helper and wait for its status",
      do: ["leaderUnknown", "newAttempt", "spawnLockHelper", "armTakeTimer"],
      until: "statusIn",
      exits: [{ guard: "statusHeld", actions: ["leaderIsSelf", "endElection", "reportElected"], to: "done" }],
    },
    {
      name: "give-up",
      sentence: "somebody else has it, or it failed: the next try follows a fresh leader timeout",
      do: ["reportRefused", "terminateAttempt", "forgetAttempt", "endElection"],
    },
  ],
};

/** How a recovery daemon takes the cluster lock. */
export const lockRaceChart = procedure(spec);
