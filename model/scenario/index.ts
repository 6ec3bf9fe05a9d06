export type { Fault, FaultKind, FaultOf, Trigger } from "./fault.ts";
export { faultKinds } from "./fault-kinds.ts";
export type { HealPlan, Range, Scenario, StorageKnobs, TimingKnobs } from "./scenario.ts";
