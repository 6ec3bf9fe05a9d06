/** Failing scenarios made short. */
export type { Failing, ShrinkOptions, Shrunk, Watcher } from "./attempt.ts";
export { withTape } from "./passes/fewer-decisions.ts";
export { shrink } from "./shrink.ts";
export { injectedEvents, listedDecisions, type Workload, workloadOf } from "./size.ts";
