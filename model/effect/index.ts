export type { Batch, ControlBody, Reply, Request } from "./control.ts";
export type { Effect, IoCall, IoResult, MessageBody, ScriptName, Signal } from "./effect.ts";
