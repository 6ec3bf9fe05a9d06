/** `cluster-sim zoo …`: historic defects and mutants, and what finds them. */
export { list } from "../zoo/list.ts";
export { type MutateFlags, mutate } from "../zoo/mutate.ts";
export { type RunZooFlags, runEntry } from "../zoo/run.ts";
export { type ScoreFlags, score } from "../zoo/score.ts";
