/** XDR, in which RPC and NFS write their messages (RFC 4506). */
export { choice, list, struct } from "./composed.ts";
export { MalformedXdrError } from "./malformed-xdr-error.ts";
export { bool, constant, fixed, nothing, opaque, text, u32, u64 } from "./simple.ts";
export { type Described, decode, encode, type Xdr } from "./xdr.ts";
export { XdrReader } from "./xdr-reader.ts";
export { XdrWriter } from "./xdr-writer.ts";
