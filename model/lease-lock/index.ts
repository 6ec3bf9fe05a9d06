export { leaseLockAssumptions } from "./assumptions.ts";
export { etcdHelperChart } from "./etcd-helper.chart.ts";
export { objectHelperChart, pluginThreadChart, put2016Chart, putFixedChart } from "./key-helpers.chart.ts";
export { type LeaseData, type LeaseEvent, newLeaseData } from "./lease-data.ts";
export { leaseProcessRules } from "./lease-process.chart.ts";
export { claimUs, leaseTtlUs, pauseUs } from "./profiles.ts";
export { refresherChart, refresherRules } from "./refresher.chart.ts";
export { refresherClientChart, refresherClientRules } from "./refresher-client.chart.ts";
export { leaseReleaseChart } from "./release.chart.ts";
