import { Reader } from "../wire/index.ts";
import { magic, type RawHeader, rawHeader, version } from "./header.ts";
import { bodies, operations, type PacketKind } from "./operations.ts";
import type { Packet } from "./packet.ts";
import { tail } from "./tail.ts";

const kinds = new Map(Object.entries(operations).map(([kind, number]) => [number, kind as PacketKind]));

const offsetOf = { length: 0, magic: 4, version: 8, operation: 16 };

const hex = (value: number) => `0x${value.toString(16).padStart(8, "0")}`;

/** The operation; a header that begins no packet of this protocol is refused. */
function kindOf(bytes: Uint8Array, reader: Reader, header: RawHeader): PacketKind {
  const refuse = (field: keyof typeof offsetOf, problem: string) => {
    reader.enter(field);
    return reader.fail(problem, reader.offset - offsetOf[field]);
  };
  if (header.length !== bytes.length) return refuse("length", `says ${header.length} bytes, there are ${bytes.length}`);
  if (header.magic !== magic) return refuse("magic", `is ${hex(header.magic)}, not ${hex(magic)}`);
  if (header.version !== version) return refuse("version", `is ${header.version}, not ${version}`);
  return kinds.get(header.operation) ?? refuse("operation", `is ${header.operation}, which is none of the protocol`);
}

/**
 * Reads one packet. Bytes that are none are a `MalformedPacketError`; of all others `encodePacket` gives the same bytes
 * again.
 */
export function decodePacket(bytes: Uint8Array): Packet {
  const front = new Reader("header", bytes);
  const raw = rawHeader.read(front);
  const kind = kindOf(bytes, front, raw);
  const { generation, destination, source, requestId } = raw;

  const reader = new Reader(kind, bytes);
  rawHeader.read(reader);
  const body = bodies[kind].read(reader);
  const after = tail.read(reader);
  const packet = { kind, header: { generation, destination, source, requestId }, body };
  // The kind and the layout came from one table each, by the same key.
  return (after === undefined ? packet : { ...packet, tail: after }) as Packet;
}
