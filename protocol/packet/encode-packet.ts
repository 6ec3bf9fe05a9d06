import { type Layout, Writer } from "../wire/index.ts";
import { magic, rawHeader, version } from "./header.ts";
import { bodies, operations } from "./operations.ts";
import type { Packet } from "./packet.ts";
import { tail } from "./tail.ts";

/** The bytes of a packet, with its length and what else follows from it. A value without a place is a `RangeError`. */
export function encodePacket(packet: Packet): Uint8Array {
  const { kind, header, body } = packet;
  const writer = new Writer(kind);
  rawHeader.write(writer, { ...header, length: 0, magic, version, operation: operations[kind] });
  // The kind chose the layout, so that it is the one of this body.
  (bodies[kind] as Layout<typeof body>).write(writer, body);
  tail.write(writer, packet.tail);

  const bytes = writer.finish();
  new DataView(bytes.buffer).setUint32(0, bytes.length, true);
  return bytes;
}
