export type { ConstantEntry } from "./constant-entry.ts";
export type { ConstantName, Constants } from "./constant-table.ts";
export { constantsWith, constantTable, isConstantName } from "./constant-table.ts";
