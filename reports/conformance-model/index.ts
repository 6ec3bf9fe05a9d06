/** How a real helper does beside its model. */
export { type CoverAbout, coverText } from "./cover-text.ts";
export { disagreementMermaid } from "./disagreement-mermaid.ts";
export { disagreementText } from "./disagreement-text.ts";
export { drillMarginsText, marginName } from "./drill-margins-text.ts";
