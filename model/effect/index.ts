export type { AttachedDatabase, Batch, ControlBody, Reply, Request } from "./control.ts";
export type { Copies, FileCall, FileResult } from "./database-file.ts";
export type {
  Audience,
  Effect,
  EventRequest,
  IoCall,
  IoResult,
  LocalWord,
  Locks,
  Matter,
  MessageBody,
  ScriptName,
  Sender,
  ServiceAnswer,
  ServiceCall,
  Signal,
  Writes,
} from "./effect.ts";
export type { GraceMemberEffect, MemberFlags, SharedGrace } from "./grace-member.ts";
export type { LockManagerEffect, MountEffect } from "./lock-manager.ts";
export type { LockCall, LockOp, LockProtocol, LockStatus, LockWay, NfsEffect } from "./nfs.ts";
export { type CalloutOp, calloutOps } from "./nfs.ts";
