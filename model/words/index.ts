export type { ControlOp, Role } from "./control-op.ts";
export { type EventName, type EventOutcome, eventNames } from "./event-name.ts";
export {
  type GraceDesign,
  type GraceName,
  graceDesigns,
  graceNames,
  graceSentences,
  graceToday,
  hasGraceOfAddress,
  type RecordKeeping,
} from "./grace-designs.ts";
export { hashOf } from "./hash.ts";
export { type RecoveryDesign, type RecoveryStage, recoveryDesigns } from "./recovery-designs.ts";
export { type ReloadDesign, type ReloadStage, reloadDesigns } from "./reload-designs.ts";
export { type ServedDesign, type ServedStage, servedDesigns } from "./served-designs.ts";
export type { Destination, NodeSet, Registration, ServiceId, ServiceMessage } from "./service-message.ts";
export { type TakeoverDesign, type TakeoverStage, takeoverDesigns } from "./takeover-designs.ts";
export { type TickleDesign, type TickleStage, tickleDesigns } from "./tickle-designs.ts";
export type {
  CtdbVersion,
  LockDesign,
  LockKeeping,
  Pnn,
  ProgramName,
  RecoveryMode,
  RunState,
  ServiceName,
} from "./words.ts";
export {
  allLocks,
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
