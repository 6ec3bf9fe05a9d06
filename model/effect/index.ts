export type { AttachedDatabase, Batch, ControlBody, Reply, Request } from "./control.ts";
export type { Copies, FileCall, FileResult } from "./database-file.ts";
export type {
  Effect,
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
