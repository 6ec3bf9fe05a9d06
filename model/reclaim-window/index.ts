/** Whether the window before a reclaim can be empty, derived from the times of a cluster. */
export type { Inequality, Judged, Judgement } from "./inequality.ts";
export { type WindowAdvice, type WindowCondition, type WitnessCell, windowAdvice } from "./window-advice.ts";
export type { TermName, WindowTerm, WindowTerms } from "./window-term.ts";
export { type WindowInputs, windowTerms } from "./window-terms.ts";
