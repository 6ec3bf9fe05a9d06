/** Campaigns for readers of GitHub: annotations and the step summary. */
export { githubAnnotations } from "./annotations.ts";
export { githubSummary } from "./summary.ts";
