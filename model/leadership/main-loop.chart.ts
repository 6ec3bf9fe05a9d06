import { procedure } from "../chart/index.ts";
import { type ProgramProcedure, waits } from "../process/index.ts";
import { creditChanges, creditEffects, creditGuards } from "./credit-names.ts";
import { leaderEffects, leaderGuards } from "./leader-names.ts";
import { lockGuards } from "./lock-names.ts";
import { loopChanges, loopEffects, loopGuards } from "./main-loop-names.ts";
import { mainLoopSteps } from "./main-loop-steps.ts";
import { viewChanges } from "./main-loop-view.ts";
import type { RecoverdData } from "./recoverd-data.ts";
import type { RecoverdEvent } from "./recoverd-event.ts";
import { takeoverChanges, takeoverEffects, takeoverGuards } from "./takeover-names.ts";

const spec: ProgramProcedure<RecoverdData, RecoverdEvent> = {
  id: "main-loop",
  sentence: "the recovery daemon's main loop: refresh the view, and if it leads, look whether a recovery is needed",
  source: "facts/leadership.md §4.2; server/ctdb_recoverd.c main_loop",
  guards: {
    ...loopGuards,
    ...creditGuards,
    takeoverDone: takeoverGuards.takeoverDone,
    addressesUnchecked: takeoverGuards.addressesUnchecked,
    addressesInOrder: takeoverGuards.addressesInOrder,
    answered: waits.answered,
    anyFailed: waits.anyFailed,
    returned: waits.returned,
    electionInProgress: leaderGuards.electionInProgress,
    notLeader: leaderGuards.notLeader,
    lockMissing: lockGuards.lockMissing,
  },
  actions: {
    beginPass: loopChanges.beginPass,
    takeRequests: takeoverChanges.takeRequests,
    forgetRequests: takeoverChanges.forgetRequests,
    forgetForced: takeoverChanges.forgetForced,
    noteInterfaces: takeoverChanges.noteInterfaces,
    callTakeover: takeoverEffects.callTakeover,
    askAddresses: takeoverEffects.askAddresses,
    listInterfaces: takeoverEffects.listInterfaces,
    askForTakeover: takeoverEffects.askForTakeover,
    ...loopEffects,
    ...viewChanges,
    armBroadcastIfAbsent: leaderEffects.armBroadcastIfAbsent,
    armLeaderTimeoutIfAbsent: leaderEffects.armLeaderTimeoutIfAbsent,
    blameSilent: creditChanges.blameSilent,
    blameSelfForLock: creditChanges.blameSelfForLock,
    forgetPunished: creditChanges.forgetPunished,
    forgetOwn: creditChanges.forgetOwn,
    banCulprits: creditEffects.banCulprits,
    reportCredits: creditEffects.reportCredits,
  },
  steps: mainLoopSteps,
};

/** The main loop; its steps can be put in another order. */
export const mainLoopChart = procedure(spec);
