export { dmasterReplyChart, dmasterRequestChart } from "./arrival.charts.ts";
export { migrationAssumptions } from "./assumptions.ts";
export { clientCallChart } from "./client-call.chart.ts";
export { peerCallChart } from "./peer-call.chart.ts";
export { databaseOf, keyOf, recordEffects, recordGuards } from "./record-names.ts";
export { recordsChart } from "./records.chart.ts";
export { callReplyChart, revokeChart } from "./revoke.charts.ts";
