export { messagingChart } from "./messaging.chart.ts";
export { clientId, GONE, RECONFIGURE, SAMBA } from "./service-ids.ts";
