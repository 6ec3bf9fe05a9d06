import { actsOnlyWithLock } from "./acts-only-with-lock.ts";
import { addressesDroppedInTime } from "./addresses-dropped-in-time.ts";
import { attemptEndsInTime } from "./attempt-ends-in-time.ts";
import { elderWinsVote } from "./elder-wins-vote.ts";
import { everyBanHasACause } from "./every-ban-has-a-cause.ts";
import { heldLockIsKnown } from "./held-lock-is-known.ts";
import { inactiveHasNoAddresses } from "./inactive-has-no-addresses.ts";
import { inactiveRunsNoRecovery } from "./inactive-runs-no-recovery.ts";
import { leaderAfterHeal } from "./leader-after-heal.ts";
import { leaderChangesAreRare } from "./leader-changes-are-rare.ts";
import { leadsOnlyWithLock } from "./leads-only-with-lock.ts";
import { lockFreeAfterLeave } from "./lock-free-after-leave.ts";
import { lockLossIsAnnounced } from "./lock-loss-is-announced.ts";
import { lockLossIsReported } from "./lock-loss-is-reported.ts";
import { lockReleasedOnExit } from "./lock-released-on-exit.ts";
import { lostLockIsNoticed } from "./lost-lock-is-noticed.ts";
import { newLeaderRecovers } from "./new-leader-recovers.ts";
import { noHolderOverwritten } from "./no-holder-overwritten.ts";
import { noLeaderChangeInCalmTime } from "./no-leader-change-in-calm-time.ts";
import { noOrphanHelper } from "./no-orphan-helper.ts";
import { oneLeaderWithoutLock } from "./one-leader-without-lock.ts";
import { oneLockHolder } from "./one-lock-holder.ts";
import { probedBeforeNormal } from "./probed-before-normal.ts";
import type { Property } from "./property.ts";
import { recoveredAfterHeal } from "./recovered-after-heal.ts";
import { recoveriesAreRare } from "./recoveries-are-rare.ts";
import { recoveriesHoldOff } from "./recoveries-hold-off.ts";
import { recoveryByHolder } from "./recovery-by-holder.ts";
import { releaseEndsLeadership } from "./release-ends-leadership.ts";
import { replacedLockIsNoticed } from "./replaced-lock-is-noticed.ts";

/** Everything that must hold, in the order in which it is reported. */
export const properties: readonly Property[] = [
  oneLockHolder,
  actsOnlyWithLock,
  recoveryByHolder,
  oneLeaderWithoutLock,
  everyBanHasACause,
  inactiveRunsNoRecovery,
  lockLossIsReported,
  lockLossIsAnnounced,
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
  newLeaderRecovers,
  recoveriesAreRare,
  leaderChangesAreRare,
  attemptEndsInTime,
  lockFreeAfterLeave,
  lockReleasedOnExit,
  replacedLockIsNoticed,
  releaseEndsLeadership,
  leadsOnlyWithLock,
  heldLockIsKnown,
  noOrphanHelper,
];
