/** The contract of a cluster mutex helper, as clauses that real helpers are held against. */

export { type HelperClause, helperClauses } from "./clauses/index.ts";
export { ms } from "./in-words.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export { pluginClauses } from "./plugin-clauses.ts";
export { openTrial, type TrialSetting } from "./real-trial.ts";
export type { Trial } from "./trial.ts";
