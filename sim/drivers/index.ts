export { type RunOptions, type RunResult, simulate } from "./simulate.ts";
