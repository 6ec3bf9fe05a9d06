/** Workers: threads or processes, each at one task, replaced when they end. */
export { Hand, type RunLimits, type TaskEnd } from "./hand.ts";
export type { OpenLane } from "./lane.ts";
export { openProcess } from "./process-lane.ts";
export { openThread } from "./thread-lane.ts";
