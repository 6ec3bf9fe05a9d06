/** How a real helper does beside its model. */
export { disagreementMermaid } from "./disagreement-mermaid.ts";
export { disagreementText } from "./disagreement-text.ts";
export { marginName } from "./margin-name.ts";
