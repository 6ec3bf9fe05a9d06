export { type Exploration, type ExploreOptions, explore, type Visit } from "./explore.ts";
export { type RunOptions, type RunResult, simulate } from "./simulate.ts";
export type { Flight, Watch } from "./watch.ts";
