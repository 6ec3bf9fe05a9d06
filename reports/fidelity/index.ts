export { type ColumnName, columnNames, type FaultColumns, FaultTimes } from "./fault-columns.ts";
