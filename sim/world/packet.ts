import type {
  Audience,
  ClientCall,
  Destination,
  MessageBody,
  RecordPacket,
  Registration,
  Reply,
  Request,
  Sender,
  ServiceMessage,
} from "../../model/index.ts";

/** What one main daemon sends another. */
export type Packet =
  | { readonly kind: "control"; readonly request: Request }
  | { readonly kind: "reply"; readonly request: Request; readonly reply: Reply }
  | { readonly kind: "message"; readonly message: MessageBody }
  | { readonly kind: "service-message"; readonly message: ServiceMessage }
  | { readonly kind: "record"; readonly packet: RecordPacket }
  | { readonly kind: "keepalive"; readonly sender: Sender | undefined };

/** What a packet is about: the control, the message, what is done with a record, a service id, or `keepalive`. */
export function packetName(packet: Packet): string {
  if (packet.kind === "message") return packet.message.type;
  if (packet.kind === "record") return packet.packet.op;
  if (packet.kind === "service-message") return `message to "${packet.message.srvid}"`;
  return packet.kind === "keepalive" ? "keepalive" : packet.request.op;
}

/** The database that a packet is about; undefined: none. */
export function packetDatabase(packet: Packet): string | undefined {
  if (packet.kind === "record") return packet.packet.db;
  return packet.kind === "control" || packet.kind === "reply" ? packet.request.body.db : undefined;
}

/** What reaches a process from the sockets of its host, beside the events of its charts. */
export type SocketEvent =
  /** ctdbd: a control of a client of this host. */
  | { readonly type: "CLIENT_CONTROL"; readonly request: Request }
  /** ctdbd: a message of its recovery daemon. */
  | { readonly type: "CLIENT_MESSAGE"; readonly to: Audience; readonly message: MessageBody }
  /** ctdbd: a client registers for a service id, or does so no more. */
  | { readonly type: "CLIENT_REGISTERS" | "CLIENT_DEREGISTERS"; readonly registration: Registration }
  /** ctdbd: a client sends a message to others. */
  | { readonly type: "CLIENT_SENDS"; readonly to: Destination; readonly message: ServiceMessage }
  /** ctdbd: a client wants a record. */
  | { readonly type: "CLIENT_CALL"; readonly call: ClientCall }
  /** ctdbd: a packet of a peer. */
  | { readonly type: "PEER_PACKET"; readonly from: number; readonly packet: Packet }
  /** ctdbd: a control that was held back on the way. */
  | { readonly type: "LATE_CONTROL"; readonly request: Request }
  /** A client: the answer to one of its controls. */
  | { readonly type: "ANSWER"; readonly request: Request; readonly reply: Reply }
  /** A client: the time for the answers is over. */
  | { readonly type: "ANSWERS_DUE"; readonly batch: number };
