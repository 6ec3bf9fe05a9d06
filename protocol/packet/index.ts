/** Packets of CTDB, as data and as bytes. */
export { callFlags, callFunctions, controlFlags, destinations, invalidGeneration, unknownNode } from "./addresses.ts";
export type { ReplyCall, ReplyError, ReqCall } from "./call.ts";
export type { ReplyControl, ReqControl } from "./control.ts";
export { decodePacket } from "./decode-packet.ts";
export type { ReplyDmaster, ReqDmaster } from "./dmaster.ts";
export { encodePacket } from "./encode-packet.ts";
export type { Header } from "./header.ts";
export type { ReqKeepalive, ReqMessage, ReqTunnel } from "./message.ts";
export { type Bodies, operations, type PacketKind } from "./operations.ts";
export { alignment, type Packet, type PacketOf } from "./packet.ts";
export { longestPacket, PacketStream } from "./packet-stream.ts";
