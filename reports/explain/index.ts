/** When a failure became likely, in words and characters. */
export { explainSentences } from "./explain-sentences.ts";
export { explainText } from "./explain-text.ts";
