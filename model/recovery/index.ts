export { recoveryAssumptions } from "./assumptions.ts";
export type { DatabaseRecovery } from "./database-recovery.ts";
export { recoverDatabaseChart } from "./recover-database.chart.ts";
export { recoveryChart } from "./recovery.chart.ts";
export { recoveryHelperChart, recoveryHelperRules } from "./recovery-helper.chart.ts";
export { newRecoveryHelperData, type RecoveryHelperData, type RecoveryHelperEvent } from "./recovery-helper-data.ts";
export { recoverySteps } from "./recovery-steps.ts";
export { serialRecoveryChart } from "./serial-recovery.chart.ts";
