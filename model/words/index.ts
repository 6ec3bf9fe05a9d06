export type { ControlOp, Role } from "./control-op.ts";
export type { CtdbVersion, LockDesign, LockKeeping, Pnn, ProgramName, RecoveryMode, RunState } from "./words.ts";
export {
  ctdbVersions,
  FLAG,
  flagNames,
  INACTIVE,
  INVALID_GENERATION,
  leaseLocks,
  lockDesigns,
  realLocks,
  UNKNOWN,
} from "./words.ts";
