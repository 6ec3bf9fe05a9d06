/** Bytes of packets: reading and writing them from one description. */
export { blobs, fixed, nothing, rest } from "./blobs.ts";
export { decodeWith, encodeWith, type Layout } from "./layout.ts";
export { counted, repeated } from "./list.ts";
export { MalformedPacketError, type MalformedPlace } from "./malformed-packet-error.ts";
export { i32, u8, u32, u64 } from "./numbers.ts";
export { padding } from "./padding.ts";
export { Reader } from "./reader.ts";
export { joined, struct } from "./struct.ts";
export { bytesOf, readable, text, textOrNone } from "./text.ts";
export { Writer } from "./writer.ts";
