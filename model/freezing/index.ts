export { attachDatabaseChart } from "./attach.chart.ts";
export { commitDatabaseChart } from "./commit.chart.ts";
export { databasesChart } from "./databases.chart.ts";
export { dbLockChart, dbLockRules } from "./db-lock.chart.ts";
export { type DbLockData, type DbLockEvent, newDbLockData } from "./db-lock-data.ts";
export { freezeDatabaseChart } from "./freeze.chart.ts";
export { commitAllChart, serialDatabasesChart } from "./serial.charts.ts";
export { thawDatabaseChart } from "./thaw.chart.ts";
export { SEQUENCE_KEY } from "./transaction-names.ts";
