import { procedure } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { creditEffects } from "./credit-names.ts";
import { leaderEffects } from "./leader-names.ts";
import { lockChanges, lockEffects, lockGuards } from "./lock-names.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "lock-after-vote",
  sentence: "who has won a vote although a lock is configured takes the lock, or bans itself: only beside older nodes",
  source: "facts/leadership.md §4.4 T19; server/ctdb_recoverd.c",
  guards: { statusIn: lockGuards.statusIn, statusHeld: lockGuards.statusHeld, answered: waits.answered },
  actions: {
    newAttempt: lockChanges.newAttempt,
    forgetAttempt: lockChanges.forgetAttempt,
    spawnLockHelper: lockEffects.spawnLockHelper,
    armTakeTimer: lockEffects.armTakeTimer,
    terminateAttempt: lockEffects.terminateAttempt,
    reportRefused: lockEffects.reportRefused,
    reportElected: leaderEffects.reportElected,
    banSelfForLock: creditEffects.banSelfForLock,
  },
  ends: ["banned"],
  steps: [
    {
      name: "take",
      sentence: "start a helper and wait for its status",
      do: ["newAttempt", "spawnLockHelper", "armTakeTimer"],
      until: "statusIn",
      exits: [{ guard: "statusHeld", actions: ["reportElected"], to: "done" }],
    },
    {
      name: "ban-self",
      sentence: "somebody else has it, or it failed",
      do: ["reportRefused", "terminateAttempt", "forgetAttempt", "banSelfForLock"],
      until: "answered",
      exits: [{ to: "banned" }],
    },
  ],
};

/** What a recovery daemon does when it wins a vote with a lock configured. */
export const lockAfterVoteChart = procedure(spec);
