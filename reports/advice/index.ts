/** What a configuration folder means for the window before a reclaim. */
export type { Advice, AdviceWitness, AdvisedCondition, AdvisedDesign } from "./advice.ts";
export { adviceJson } from "./advice-json.ts";
export { adviceText } from "./advice-text.ts";
