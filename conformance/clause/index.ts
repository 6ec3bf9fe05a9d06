/** What a clause is, and how a list of them is checked. */
export { type CheckOptions, checkClauses, type OpenTrial } from "./check-clauses.ts";
export type { Clause, ClauseHead, ClauseLevel } from "./clause.ts";
export type { ClauseResult, TranscriptLine } from "./clause-result.ts";
export { type Finding, fail, notApplicable, notEstablished, pass, type Verdict } from "./finding.ts";
export { NotEstablishedError } from "./not-established-error.ts";
