/** Failing scenarios made short. */
export type { ShrinkOptions, Shrunk, Watcher } from "./attempt.ts";
export { shrink } from "./shrink.ts";
export { injectedEvents, listedDecisions } from "./size.ts";
