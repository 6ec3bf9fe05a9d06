import type { Witness } from "../sometimes.ts";
import { addedAddressHosted } from "./added-address-hosted.ts";
import { addressLeftDeadLink } from "./address-left-dead-link.ts";
import { addressLeftToTheDead } from "./address-left-to-the-dead.ts";
import { addressMoved } from "./address-moved.ts";
import { addressMovedByHand } from "./address-moved-by-hand.ts";
import { addressMovedWithLockHeld } from "./address-moved-with-lock-held.ts";
import { banServedOut } from "./ban-served-out.ts";
import { bannedByRecoveryHelper } from "./banned-by-recovery-helper.ts";
import { callSentAgain } from "./call-sent-again.ts";
import { clientNotified } from "./client-notified.ts";
import { clientTickled } from "./client-tickled.ts";
import { connectionLostDuringElection } from "./connection-lost-during-election.ts";
import { contestedElection } from "./contested-election.ts";
import { databaseRecovered } from "./database-recovered.ts";
import { databaseTriedAgain } from "./database-tried-again.ts";
import { deadNodesLockDropped } from "./dead-nodes-lock-dropped.ts";
import { deletedAddressForgotten } from "./deleted-address-forgotten.ts";
import { electionAbandoned } from "./election-abandoned.ts";
import { forcedNodeGivenMore } from "./forced-node-given-more.ts";
import { freezeWaitedForClient } from "./freeze-waited-for-client.ts";
import { helperKilledWhileHolding } from "./helper-killed-while-holding.ts";
import { helperOutlivedItsDaemon } from "./helper-outlived-its-daemon.ts";
import { holderAskedForMore } from "./holder-asked-for-more.ts";
import { keeperGaveUp } from "./keeper-gave-up.ts";
import { leaderCrashed } from "./leader-crashed.ts";
import { leaderStoppedAndContinued } from "./leader-stopped-and-continued.ts";
import { lockReclaimedInGrace } from "./lock-reclaimed-in-grace.ts";
import { lockRefused } from "./lock-refused.ts";
import { lockRefusedInGrace } from "./lock-refused-in-grace.ts";
import { messageDuringRecovery } from "./message-during-recovery.ts";
import { oldPacketDropped } from "./old-packet-dropped.ts";
import { ownCheckAskedForRun } from "./own-check-asked-for-run.ts";
import { partitionHealedWithBothSidesAlive } from "./partition-healed-with-both-sides-alive.ts";
import { pauseAcrossTakeOver } from "./pause-across-take-over.ts";
import { recordMoved } from "./record-moved.ts";
import { recordPinnedDown } from "./record-pinned-down.ts";
import { recoveryInterrupted } from "./recovery-interrupted.ts";
import { serviceFailedTheHolder } from "./service-failed-the-holder.ts";
import { severalCandidates } from "./several-candidates.ts";
import { staleLeaderClaim } from "./stale-leader-claim.ts";
import { storageFreedTheLock } from "./storage-freed-the-lock.ts";
import { takeoverAskedDuringRun } from "./takeover-asked-during-run.ts";
import { takeoverRunFailed } from "./takeover-run-failed.ts";

/** What a campaign must have seen: signs that the faults hurt. */
export const witnesses: readonly Witness[] = [
  contestedElection,
  severalCandidates,
  lockRefused,
  electionAbandoned,
  connectionLostDuringElection,
  leaderCrashed,
  leaderStoppedAndContinued,
  pauseAcrossTakeOver,
  helperKilledWhileHolding,
  helperOutlivedItsDaemon,
  storageFreedTheLock,
  keeperGaveUp,
  serviceFailedTheHolder,
  staleLeaderClaim,
  recoveryInterrupted,
  banServedOut,
  partitionHealedWithBothSidesAlive,
  addedAddressHosted,
  deletedAddressForgotten,
  forcedNodeGivenMore,
  addressMovedByHand,
  addressLeftDeadLink,
  databaseRecovered,
  recordMoved,
  recordPinnedDown,
  callSentAgain,
  oldPacketDropped,
  holderAskedForMore,
  freezeWaitedForClient,
  messageDuringRecovery,
  databaseTriedAgain,
  bannedByRecoveryHelper,
  addressMoved,
  addressLeftToTheDead,
  clientTickled,
  takeoverRunFailed,
  takeoverAskedDuringRun,
  ownCheckAskedForRun,
  addressMovedWithLockHeld,
  deadNodesLockDropped,
  clientNotified,
  lockReclaimedInGrace,
  lockRefusedInGrace,
];
