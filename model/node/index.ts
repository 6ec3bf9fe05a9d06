export { activityChart } from "./activity.chart.ts";
export { activityChanges, activityEffects, clearFlag, raiseFlag } from "./activity-names.ts";
export { childrenChart } from "./children.chart.ts";
export { connectionsChart } from "./connections.chart.ts";
export { controlsChart } from "./controls.chart.ts";
export {
  type CtdbdData,
  type CtdbdEvent,
  hasOwnFlag,
  hostsAddresses,
  isBeingFrozen,
  isConnected,
  type Monitor,
  newCtdbdData,
  peersOf,
  type TickleWrite,
  type Vacuum,
} from "./ctdbd-data.ts";
export { dropAddressesChart } from "./drop-addresses.chart.ts";
export { armDropTimer, ownModeChanges, ownModeEffects } from "./drop-timer.ts";
export { fencingEffects, fencingGuards, refuseOld } from "./fencing-names.ts";
export { type CtdbdChange, type CtdbdContext, type CtdbdEffect, type CtdbdGuard, replyTo } from "./names.ts";
export { endRecoveryChart, setNormalChart, startRecoveryChart } from "./recovery.charts.ts";
export { shutdownChart, startUpChart } from "./run-states.charts.ts";
