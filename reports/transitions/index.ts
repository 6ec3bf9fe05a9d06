/** What runs took of the charts. */
export { type ChartCoverage, chartCoverage } from "./chart-coverage.ts";
