/** What fast-check draws and shrinks: seeds, scenarios, plans of faults. */
export type { DrawnOptions } from "./drawn-scenario.ts";
export { type FaultPlanOptions, faultPlans } from "./fault-plans.ts";
export { type ScenarioOptions, scenarios } from "./scenarios.ts";
export { seeds } from "./seeds.ts";
