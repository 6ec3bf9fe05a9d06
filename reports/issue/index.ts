/** A run as the body of an issue: Markdown for GitHub and GitLab, plain text for mailing lists and bugzilla. */
export { issueMarkdown } from "./issue-markdown.ts";
export { issueText } from "./issue-text.ts";
export { mermaidText } from "./mermaid.ts";
export { storyProperty, storyTitle, summaryParagraphs } from "./summary.ts";
