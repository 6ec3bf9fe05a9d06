import { procedure } from "../chart/index.ts";
import {
  creditChanges,
  creditEffects,
  creditGuards,
  leaderGuards,
  lockGuards,
  loopEffects,
  loopGuards,
  type RecoverdData,
  type RecoverdEvent,
  takeoverEffects,
  viewChanges,
} from "../leadership/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { recoveryChanges, recoveryEffects, recoveryGuards } from "./recovery-names.ts";
import { recoverySteps } from "./recovery-steps.ts";
import { serialEffects, serialGuards } from "./serial-names.ts";

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "recovery",
  sentence: "a leader's recovery: may it, is it safe, then the recovery helper, then the addresses",
  source: "facts/leadership.md §4.3; server/ctdb_recoverd.c do_recovery",
  guards: {
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    returned: waits.returned,
    isParallel: serialGuards.isParallel,
    serialFailed: serialGuards.serialFailed,
    cannotLead: leaderGuards.cannotLead,
    notLeader: leaderGuards.notLeader,
    electionInProgress: leaderGuards.electionInProgress,
    recoveriesDisabled: loopGuards.recoveriesDisabled,
    lockMissing: lockGuards.lockMissing,
    selfIsOver: creditGuards.selfIsOver,
    helperFailed: recoveryGuards.helperFailed,
    helperOverOrLeaderLost: recoveryGuards.helperOverOrLeaderLost,
  },
  actions: {
    ...recoveryChanges,
    ...recoveryEffects,
    callSerial: serialEffects.callSerial,
    callTakeover: takeoverEffects.callTakeover,
    callOffTakeover: takeoverEffects.callOffTakeover,
    askNodemap: loopEffects.askNodemap,
    storeNodemap: viewChanges.storeNodemap,
    storeLmasters: viewChanges.storeLmasters,
    noteMembers: viewChanges.noteMembers,
    banCulprits: creditEffects.banCulprits,
    banSelfForLock: creditEffects.banSelfForLock,
    forgetPunished: creditChanges.forgetPunished,
    forgetOwn: creditChanges.forgetOwn,
    forgetAll: creditChanges.forgetAll,
  },
  ends: ["aborted", "failed"],
  steps: recoverySteps,
};

/** A recovery as its recovery daemon runs it. */
export const recoveryChart = procedure(spec);
