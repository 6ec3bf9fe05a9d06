export type { Assumption } from "./assumption.ts";
