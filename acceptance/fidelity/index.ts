/** Measured and simulated times side by side: figures, verdicts, the page. */
export { computeFigures, type FidelityFigures, figuresPlace, readTrials } from "./figures.ts";
export { type Judged, judged } from "./judged.ts";
export { fidelityPage } from "./page.ts";
export { readTimings } from "./timings.ts";
