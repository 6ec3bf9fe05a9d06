export { monitorChart, monitoringChart } from "./monitoring.charts.ts";
