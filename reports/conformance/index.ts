/** How a real program keeps its contract, as text, TAP and JUnit. */
export { clauseList } from "./clause-list.ts";
export { clauseText } from "./clause-text.ts";
export { conformanceJunit } from "./conformance-junit.ts";
export { conformanceExit, conformanceOutcome } from "./conformance-outcome.ts";
export type {
  CheckedClause,
  ClauseAbout,
  ConformanceAbout,
  ConformanceOutcome,
  ConformanceResult,
  Margin,
  ModelComparison,
} from "./conformance-result.ts";
export { conformanceHead, conformanceSummary } from "./conformance-text.ts";
export { conformanceTap } from "./tap.ts";
