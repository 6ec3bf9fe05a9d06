/** Which node shall have which public address: the three algorithms, as pure functions. */
export { type Allocation, type Assignment, allocate } from "./allocate.ts";
export { parseHomeNodes } from "./deterministic.ts";
export type { AllocationStep } from "./layout.ts";
export { addressDistance } from "./lcp2-costs.ts";
export { offersAddresses, RUN_STATE_RUNNING } from "./offers.ts";
export {
  type AllocationAlgorithm,
  type AllocationArithmetic,
  type AllocationRequest,
  allocationAlgorithms,
  allocationArithmetics,
  type HomeNode,
  type KnownAddress,
} from "./request.ts";
