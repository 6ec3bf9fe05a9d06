/** When a failure became likely. */
export { type Explained, type ExplainOptions, type ExplainProgress, explain } from "./explain.ts";
export type { Moment, Odds } from "./moment.ts";
