/** Renderers of comparisons: designs under the same seeds and the same misfortunes. */
export { compareText } from "./compare-text.ts";
export { Comparing, type Comparison, type DesignResult, type MeasuredRun, type ViolationCount } from "./comparison.ts";
export type { Difference, Distribution } from "./distribution.ts";
export { compareHtml } from "./html.ts";
export type { CountedLeftOut, LeftOut } from "./left-out.ts";
export { type ComparedMeasure, comparedMeasures, valueText } from "./measures.ts";
export { comparisonPage, comparisonSection } from "./page.ts";
