import type { Property } from "../property.ts";
import { answersAreTrue } from "./answers-are-true.ts";
import { askersAreAnswered } from "./askers-are-answered.ts";
import { callOutsAreHeeded } from "./call-outs-are-heeded.ts";
import { commonGraceEnds } from "./common-grace-ends.ts";
import { everyClientIsTold } from "./every-client-is-told.ts";
import { exportedLocksLeaveWithAddress } from "./exported-locks-leave-with-address.ts";
import { freeLocksAreGranted } from "./free-locks-are-granted.ts";
import { graceEnds } from "./grace-ends.ts";
import { gracesLast } from "./graces-last.ts";
import { keptLocksAreFreed } from "./kept-locks-are-freed.ts";
import { keptLocksAreGivenBack } from "./kept-locks-are-given-back.ts";
import { leasesAreKept } from "./leases-are-kept.ts";
import { membersComeUp } from "./members-come-up.ts";
import { noPrematureEnd } from "./no-premature-end.ts";
import { noReclaimWithoutRight } from "./no-reclaim-without-right.ts";
import { noticesRiseAndEndOdd } from "./notices-rise-and-end-odd.ts";
import { oneMountAtATime } from "./one-mount-at-a-time.ts";
import { reclaimsInGraceAreGranted } from "./reclaims-in-grace-are-granted.ts";
import { releasedLocksAreLetGo } from "./released-locks-are-let-go.ts";
import { serversEnterBeforeRelease } from "./servers-enter-before-release.ts";
import { sharedGraceWaitsForAll } from "./shared-grace-waits-for-all.ts";
import { healthyClientsKeepTheirLocks, noLockWhileReclaimable, noSilentSteal } from "./steals.ts";
import { takenAddressesAreInGrace } from "./taken-addresses-are-in-grace.ts";
import { toldClientsAreAnswered } from "./told-clients-are-answered.ts";
import { windowFitsTheBudget } from "./window-fits-the-budget.ts";

/** What must hold of locks that NFS servers give out, in the order in which it is reported. */
export const nfsProperties: readonly Property[] = [
  noLockWhileReclaimable,
  noSilentSteal,
  healthyClientsKeepTheirLocks,
  noReclaimWithoutRight,
  graceEnds,
  noPrematureEnd,
  everyClientIsTold,
  noticesRiseAndEndOdd,
  windowFitsTheBudget,
  keptLocksAreGivenBack,
  exportedLocksLeaveWithAddress,
  oneMountAtATime,
  freeLocksAreGranted,
  answersAreTrue,
  reclaimsInGraceAreGranted,
  toldClientsAreAnswered,
  askersAreAnswered,
  commonGraceEnds,
  serversEnterBeforeRelease,
  releasedLocksAreLetGo,
  keptLocksAreFreed,
  callOutsAreHeeded,
  gracesLast,
  leasesAreKept,
  sharedGraceWaitsForAll,
  membersComeUp,
  takenAddressesAreInGrace,
];
