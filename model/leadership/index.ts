export { leadershipAssumptions } from "./assumptions.ts";
export { assignCredits, creditChanges, creditEffects, creditGuards } from "./credit-names.ts";
export { electionChart } from "./election.chart.ts";
export { leaderChanges, leaderEffects, leaderGuards } from "./leader-names.ts";
export { lockAfterVoteChart } from "./lock-after-vote.chart.ts";
export { lockChanges, lockGuards } from "./lock-names.ts";
export { lockRaceChart } from "./lock-race.chart.ts";
export { mainLoopChart } from "./main-loop.chart.ts";
export { loopChanges, loopEffects, loopGuards } from "./main-loop-names.ts";
export { addressSteps, mainLoopSteps } from "./main-loop-steps.ts";
export { viewChanges } from "./main-loop-view.ts";
export type { RecoverdChange, RecoverdContext, RecoverdEffect, RecoverdGuard } from "./names.ts";
export { pushChanges, pushEffects, pushFlagsChart } from "./push-flags.chart.ts";
export {
  type ChildStatus,
  grantOf,
  lockState,
  newRecoverdData,
  type OldRecoverdData,
  type RecoverdData,
  type SerialRecoveryData,
  type Vote,
} from "./recoverd-data.ts";
export type { RecoverdEvent } from "./recoverd-event.ts";
export { recoverdEffects, recoveryDaemonChart } from "./recovery-daemon.chart.ts";
export { takeoverChanges, takeoverEffects, takeoverGuards } from "./takeover-names.ts";
export { activeLmasters, activeNodes, connectedNodes, isInactive, mapOf, mayLead } from "./view.ts";
export { voteEffects, voteGuards } from "./vote-names.ts";
