/** The vacuum: how deleted records are forgotten. */
export { vacuumAssumptions } from "./assumptions.ts";
export { tryDeleteChart } from "./try-delete.chart.ts";
export { vacuumChart } from "./vacuum.chart.ts";
export { vacuumChildChart, vacuumChildRules } from "./vacuum-child.chart.ts";
export {
  type Deleted,
  newVacuumChildData,
  type VacuumChildData,
  type VacuumChildEvent,
} from "./vacuum-child-data.ts";
