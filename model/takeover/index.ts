/** Public addresses on a running cluster: the takeover run, and what a node does for it. */
export { addressesChart } from "./addresses.chart.ts";
export { reallocationEventChart, releaseAllChart, releaseIpChart, takeIpChart } from "./addresses.charts.ts";
export { addressAssumptions } from "./assumptions.ts";
export { type Capture, type Kill, type KillWays, killConnections } from "./connection-killer.ts";
export { areOwnersReplicated, servedDatabase } from "./served-database.ts";
export { takeoverHelperChart, takeoverHelperRules } from "./takeover-helper.chart.ts";
export { newTakeoverHelperData, type TakeoverHelperData, type TakeoverHelperEvent } from "./takeover-helper-data.ts";
export { takeoverInlineChart } from "./takeover-inline.chart.ts";
export { takeoverBesideChart, takeoverRunChart } from "./takeover-run.chart.ts";
export { ticklesDatabase } from "./tickle-database.ts";
export { ticklesChart } from "./tickles.chart.ts";
export { writeOwnersChart } from "./write-owners.chart.ts";
export { writeTicklesChart } from "./write-tickles.chart.ts";
