export { clusterLockAssumptions } from "./assumptions.ts";
export { lockCheckChart, lockCheckRules } from "./check-child.chart.ts";
export { fcntlHelperChart, fcntlHelperRules } from "./fcntl-helper.chart.ts";
export { type LockHelperData, type LockHelperEvent, newLockHelperData } from "./lock-helper-data.ts";
