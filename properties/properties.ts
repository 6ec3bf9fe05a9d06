import { actsOnlyWithLock } from "./acts-only-with-lock.ts";
import { addressesDroppedInTime } from "./addresses-dropped-in-time.ts";
import { everyBanHasACause } from "./every-ban-has-a-cause.ts";
import { inactiveRunsNoRecovery } from "./inactive-runs-no-recovery.ts";
import { leaderAfterHeal } from "./leader-after-heal.ts";
import { lockFreeAfterLeave } from "./lock-free-after-leave.ts";
import { lockLossIsReported } from "./lock-loss-is-reported.ts";
import { lostLockIsNoticed } from "./lost-lock-is-noticed.ts";
import { noHolderOverwritten } from "./no-holder-overwritten.ts";
import { noLeaderChangeInCalmTime } from "./no-leader-change-in-calm-time.ts";
import { noOrphanHelper } from "./no-orphan-helper.ts";
import { oneLeaderWithoutLock } from "./one-leader-without-lock.ts";
import { oneLockHolder } from "./one-lock-holder.ts";
import type { Property } from "./property.ts";
import { recoveredAfterHeal } from "./recovered-after-heal.ts";
import { recoveryByHolder } from "./recovery-by-holder.ts";

/** Everything that must hold, in the order in which it is reported. */
export const properties: readonly Property[] = [
  oneLockHolder,
  actsOnlyWithLock,
  recoveryByHolder,
  oneLeaderWithoutLock,
  everyBanHasACause,
  inactiveRunsNoRecovery,
  lockLossIsReported,
  lostLockIsNoticed,
  noHolderOverwritten,
  addressesDroppedInTime,
  leaderAfterHeal,
  recoveredAfterHeal,
  noLeaderChangeInCalmTime,
  lockFreeAfterLeave,
  noOrphanHelper,
];
