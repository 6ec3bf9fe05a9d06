/** Claims about locks that NFS servers give out while addresses move, and the window in which they can be stolen. */
export { everyClientIsTold } from "./every-client-is-told.ts";
export { exportedLocksLeaveWithAddress } from "./exported-locks-leave-with-address.ts";
export { graceEnds } from "./grace-ends.ts";
export { keptLocksAreGivenBack } from "./kept-locks-are-given-back.ts";
export { LockLosses, type Losses } from "./lock-losses.ts";
export { needsNfs } from "./needs-nfs.ts";
export { noPrematureEnd } from "./no-premature-end.ts";
export { noReclaimWithoutRight } from "./no-reclaim-without-right.ts";
export { noticesRiseAndEndOdd } from "./notices-rise-and-end-odd.ts";
export { oneMountAtATime } from "./one-mount-at-a-time.ts";
export { OpenWindow, windowTypes } from "./open-window.ts";
export { healthyClientsKeepTheirLocks, noLockWhileReclaimable, noSilentSteal } from "./steals.ts";
export { windowFitsTheBudget } from "./window-fits-the-budget.ts";
