export type { ConstantEntry, ConstantName, Constants } from "./constant-table.ts";
export { constantsWith, constantTable, isConstantName } from "./constant-table.ts";
