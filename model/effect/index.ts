export type { Batch, ControlBody, Reply, Request } from "./control.ts";
export type {
  Effect,
  IoCall,
  IoResult,
  LocalWord,
  MessageBody,
  ScriptName,
  Sender,
  ServiceAnswer,
  ServiceCall,
  Signal,
} from "./effect.ts";
