export { dmasterReplyChart, dmasterRequestChart } from "./arrival.charts.ts";
export { clientCallChart } from "./client-call.chart.ts";
export { peerCallChart } from "./peer-call.chart.ts";
export { recordsChart } from "./records.chart.ts";
