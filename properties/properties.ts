import { actsOnlyWithLock } from "./acts-only-with-lock.ts";
import {
  addressesAreHosted,
  addressesLeaveDeadLinks,
  atHomeAfterRun,
  balancedAfterRun,
  beliefMatchesKernel,
  blamedWasInTrouble,
  clientsLeaveWithAddress,
  deletedGoes,
  deletedIsReleased,
  doubleHostingEnds,
  failingRunsEndInABan,
  healthMakesRun,
  movesHaveCauses,
  noConnectionHangs,
  noTakeBeforeRelease,
  oneServerPerAddress,
  onlyHoldersAnnounce,
  onlyLeaderMovesAddresses,
  ownCheckAsksForRun,
  preparedBeforeRelease,
  reloadsEnd,
  rogueAddressEndsInBan,
  startsWithoutAddresses,
  takenIsAnnounced,
  takeoverRunsEnd,
  takeoversHaveCauses,
  toldAfterRun,
  unfitHostsNothing,
  unfitLeadsNoGroup,
  unhostedMakesRun,
} from "./addresses/index.ts";
import { addressesAreKept } from "./addresses-are-kept.ts";
import { addressesDroppedInTime } from "./addresses-dropped-in-time.ts";
import { addressesMoveBeforeShutdown } from "./addresses-move-before-shutdown.ts";
import { attemptEndsInTime } from "./attempt-ends-in-time.ts";
import { banEndsInTime } from "./ban-ends-in-time.ts";
import { commandsAreObeyed } from "./commands-are-obeyed.ts";
import { connectedInCalmTime } from "./connected-in-calm-time.ts";
import { daemonsExitForAReason } from "./daemons-exit-for-a-reason.ts";
import {
  attachesAreAnswered,
  callsAreAnswered,
  callsAreAnsweredInCalmTime,
  commitsAreWhole,
  commitsSurvive,
  copiesAreEqual,
  deletedStaysDeleted,
  flushedStays,
  freeDatabasesFreeze,
  frozenStandsStill,
  globalLockIsExclusive,
  noDeadlock,
  normalMeansOpen,
  oldGenerationHasNoEffect,
  oneDmaster,
  oneGenerationInCalmTime,
  oneGenerationWhenNormal,
  readsAreCurrent,
  revokesAreRare,
  transactionsEnd,
  writtenValuesLast,
} from "./databases/index.ts";
import { elderWinsVote } from "./elder-wins-vote.ts";
import {
  eventsEndInTime,
  healthFollowsMonitor,
  healthyInCalmTime,
  healthyMeansWorking,
  monitorEventsKeepApart,
  monitoredInTime,
  noMonitorInRecovery,
  oneEventAtATime,
  recoveryForbidsEvents,
} from "./events/index.ts";
import { everyBanHasACause } from "./every-ban-has-a-cause.ts";
import { flagsSettle } from "./flags-settle.ts";
import { frozenBeforeElection } from "./frozen-before-election.ts";
import { givenUpHelperIsTold } from "./given-up-helper-is-told.ts";
import { heldLockIsKnown } from "./held-lock-is-known.ts";
import { holdersCallNoElection } from "./holders-call-no-election.ts";
import { inactiveHasNoAddresses } from "./inactive-has-no-addresses.ts";
import { inactiveIsOut } from "./inactive-is-out.ts";
import { inactiveRunsNoRecovery } from "./inactive-runs-no-recovery.ts";
import { inactiveStandsAside } from "./inactive-stands-aside.ts";
import { inactiveTakesNoLock } from "./inactive-takes-no-lock.ts";
import { inactiveTakesNoPart } from "./inactive-takes-no-part.ts";
import { leaderAfterHeal } from "./leader-after-heal.ts";
import { leaderAnnounces } from "./leader-announces.ts";
import { leaderChangesAreRare } from "./leader-changes-are-rare.ts";
import { leadsOnlyWithLock } from "./leads-only-with-lock.ts";
import { lockFreeAfterLeave } from "./lock-free-after-leave.ts";
import { lockLossBeginsElection } from "./lock-loss-begins-election.ts";
import { lockLossIsAnnounced } from "./lock-loss-is-announced.ts";
import { lockLossIsReported } from "./lock-loss-is-reported.ts";
import { lockReleasedOnExit } from "./lock-released-on-exit.ts";
import { lostLockIsNoticed } from "./lost-lock-is-noticed.ts";
import { membersShareGeneration } from "./members-share-generation.ts";
import { messagesArrive, messagesArriveAsSent } from "./messaging/index.ts";
import { newLeaderRecovers } from "./new-leader-recovers.ts";
import { nfsProperties } from "./nfs/index.ts";
import { noHolderOverwritten } from "./no-holder-overwritten.ts";
import { noLeaderChangeInCalmTime } from "./no-leader-change-in-calm-time.ts";
import { noOrphanHelper } from "./no-orphan-helper.ts";
import { noPeerLostInCalmTime } from "./no-peer-lost-in-calm-time.ts";
import { oneLeaderWithoutLock } from "./one-leader-without-lock.ts";
import { oneLockHolder } from "./one-lock-holder.ts";
import { onlyLeaderRecovers } from "./only-leader-recovers.ts";
import { peerReportsAlternate } from "./peer-reports-alternate.ts";
import { probeEndsInTime } from "./probe-ends-in-time.ts";
import { probedBeforeNormal } from "./probed-before-normal.ts";
import type { Property } from "./property.ts";
import { recoveredAfterHeal } from "./recovered-after-heal.ts";
import { recoveredNodeServes } from "./recovered-node-serves.ts";
import { recoveriesAreRare } from "./recoveries-are-rare.ts";
import { recoveriesHaveCauses } from "./recoveries-have-causes.ts";
import { recoveriesHoldOff } from "./recoveries-hold-off.ts";
import { recoveryByHolder } from "./recovery-by-holder.ts";
import { recoveryDaemonIsKept } from "./recovery-daemon-is-kept.ts";
import { recoveryKeepsStep } from "./recovery-keeps-step.ts";
import { releaseEndsLeadership } from "./release-ends-leadership.ts";
import { replacedLockIsNoticed } from "./replaced-lock-is-noticed.ts";
import { runStatesInOrder } from "./run-states-in-order.ts";
import { selfBanEndsThePass } from "./self-ban-ends-the-pass.ts";
import { shutdownEndsInTime } from "./shutdown-ends-in-time.ts";
import { shutdownIsAskedFor } from "./shutdown-is-asked-for.ts";
import { shutdownLeavesNothing } from "./shutdown-leaves-nothing.ts";
import { startUpGoesOn } from "./start-up-goes-on.ts";
import { takeoverFollowsRecovery } from "./takeover-follows-recovery.ts";
import { takeoversAreRare } from "./takeovers-are-rare.ts";
import { takerLeads } from "./taker-leads.ts";

/** Everything that must hold, in the order in which it is reported. */
export const properties: readonly Property[] = [
  oneLockHolder,
  actsOnlyWithLock,
  recoveryByHolder,
  oneLeaderWithoutLock,
  everyBanHasACause,
  inactiveRunsNoRecovery,
  inactiveTakesNoPart,
  selfBanEndsThePass,
  lockLossIsReported,
  lockLossIsAnnounced,
  lockLossBeginsElection,
  holdersCallNoElection,
  takerLeads,
  onlyLeaderRecovers,
  takeoverFollowsRecovery,
  inactiveTakesNoLock,
  frozenBeforeElection,
  recoveryKeepsStep,
  probedBeforeNormal,
  elderWinsVote,
  lostLockIsNoticed,
  noHolderOverwritten,
  addressesDroppedInTime,
  inactiveHasNoAddresses,
  recoveriesHoldOff,
  leaderAfterHeal,
  recoveredAfterHeal,
  noLeaderChangeInCalmTime,
  leaderAnnounces,
  newLeaderRecovers,
  membersShareGeneration,
  recoveredNodeServes,
  inactiveStandsAside,
  recoveriesAreRare,
  recoveriesHaveCauses,
  takeoversAreRare,
  takeoversHaveCauses,
  leaderChangesAreRare,
  attemptEndsInTime,
  givenUpHelperIsTold,
  probeEndsInTime,
  lockFreeAfterLeave,
  lockReleasedOnExit,
  replacedLockIsNoticed,
  releaseEndsLeadership,
  leadsOnlyWithLock,
  heldLockIsKnown,
  noOrphanHelper,
  inactiveIsOut,
  runStatesInOrder,
  daemonsExitForAReason,
  shutdownIsAskedFor,
  addressesAreKept,
  addressesMoveBeforeShutdown,
  shutdownLeavesNothing,
  noPeerLostInCalmTime,
  flagsSettle,
  peerReportsAlternate,
  startUpGoesOn,
  oneEventAtATime,
  eventsEndInTime,
  healthFollowsMonitor,
  healthyMeansWorking,
  healthyInCalmTime,
  monitoredInTime,
  monitorEventsKeepApart,
  noMonitorInRecovery,
  recoveryForbidsEvents,
  commandsAreObeyed,
  banEndsInTime,
  recoveryDaemonIsKept,
  connectedInCalmTime,
  shutdownEndsInTime,
  noDeadlock,
  callsAreAnswered,
  callsAreAnsweredInCalmTime,
  attachesAreAnswered,
  messagesArrive,
  messagesArriveAsSent,
  writtenValuesLast,
  deletedStaysDeleted,
  readsAreCurrent,
  revokesAreRare,
  oneDmaster,
  oldGenerationHasNoEffect,
  oneGenerationWhenNormal,
  copiesAreEqual,
  frozenStandsStill,
  freeDatabasesFreeze,
  normalMeansOpen,
  oneGenerationInCalmTime,
  flushedStays,
  commitsSurvive,
  commitsAreWhole,
  globalLockIsExclusive,
  transactionsEnd,
  ...nfsProperties,
  oneServerPerAddress,
  noTakeBeforeRelease,
  preparedBeforeRelease,
  toldAfterRun,
  takeoverRunsEnd,
  unfitHostsNothing,
  unfitLeadsNoGroup,
  onlyLeaderMovesAddresses,
  failingRunsEndInABan,
  blamedWasInTrouble,
  startsWithoutAddresses,
  balancedAfterRun,
  atHomeAfterRun,
  movesHaveCauses,
  addressesAreHosted,
  addressesLeaveDeadLinks,
  unhostedMakesRun,
  ownCheckAsksForRun,
  rogueAddressEndsInBan,
  healthMakesRun,
  deletedIsReleased,
  deletedGoes,
  reloadsEnd,
  doubleHostingEnds,
  beliefMatchesKernel,
  takenIsAnnounced,
  onlyHoldersAnnounce,
  clientsLeaveWithAddress,
  noConnectionHangs,
];
