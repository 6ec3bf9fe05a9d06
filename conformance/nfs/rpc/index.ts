/** Calls of remote procedures over TCP (RFC 5531). */
export { type AuthSys, authSys, type CallHead, callHead, flavors, readReplyHead, writeReplyHead } from "./message.ts";
export { marked, RecordStream } from "./record-stream.ts";
export { type Procedure, RpcClient, type RpcProgram } from "./rpc-client.ts";
export { RpcError, type RpcProblem } from "./rpc-error.ts";
