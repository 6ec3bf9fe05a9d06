export { clientAssumptions } from "./assumptions.ts";
export { type ClientContext, recordOf } from "./client-names.ts";
export { databaseOfGlobalLock, GLOBAL_LOCKS, hasGlobalLock } from "./global-lock-names.ts";
export { sambaClientChart, sambaClientRules } from "./samba-client.chart.ts";
export {
  type HeldRecord,
  newSambaClientData,
  type SambaClientData,
  type SambaClientEvent,
  type Transaction,
} from "./samba-client-data.ts";
export { transactChart } from "./transact.chart.ts";
