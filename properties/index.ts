export type { Finding, Judgement, WitnessCount } from "./judge.ts";
export { Judge } from "./judge.ts";
export { leadsTo } from "./leads-to.ts";
export { never } from "./never.ts";
export { properties } from "./properties.ts";
export type { End, Property, Setting, Verdict, Violation } from "./property.ts";
export type { Witness } from "./sometimes.ts";
export { sometimes } from "./sometimes.ts";
export { witnesses } from "./witnesses/index.ts";
