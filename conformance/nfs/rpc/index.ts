/** Calls of remote procedures over TCP (RFC 5531). */
export { callHead, writeReplyHead } from "./message.ts";
export { marked, RecordStream } from "./record-stream.ts";
export { type Procedure, RpcClient } from "./rpc-client.ts";
export { RpcError } from "./rpc-error.ts";
