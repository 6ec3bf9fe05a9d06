/** Failing scenarios made short. */
export type { Failing, ShrinkOptions, Shrunk, Watcher } from "./attempt.ts";
export { withTape } from "./passes/fewer-decisions.ts";
export { shrink } from "./shrink.ts";
export { injectedEvents, listedDecisions } from "./size.ts";
