export type { ControlOp, Role } from "./control-op.ts";
export type { LockDesign, Pnn, ProgramName, RecoveryMode, RunState } from "./words.ts";
export { FLAG, flagNames, INACTIVE, INVALID_GENERATION, UNKNOWN } from "./words.ts";
