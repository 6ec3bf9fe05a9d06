/** Whether the window before a reclaim can be empty, derived from the times of a cluster. */
export type { Inequality, Judged, Judgement } from "./inequality.ts";
export { type WindowAdvice, windowAdvice } from "./window-advice.ts";
export {
  type Remedy,
  type WindowCondition,
  type WindowName,
  type WitnessCell,
  windowSentences,
} from "./window-condition.ts";
export type { TermName, WindowTerm, WindowTerms } from "./window-term.ts";
export { type WindowInputs, windowTerms } from "./window-terms.ts";
