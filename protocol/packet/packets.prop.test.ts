import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MalformedPacketError } from "../wire/index.ts";
import {
  alignment,
  type Bodies,
  decodePacket,
  encodePacket,
  operations,
  type Packet,
  type PacketKind,
  PacketStream,
} from "./index.ts";

const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const i32 = fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff });
const u64 = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const bytes = fc.uint8Array({ maxLength: 40 });
const pad = fc.integer({ min: 1, max: 0xffff_ffff });

/** Properties that must be there, and those that are absent as a rule. */
const body = <K extends PacketKind>(
  parts: { [P in keyof Required<Bodies[K]>]: fc.Arbitrary<NonNullable<Bodies[K][P]>> },
): fc.Arbitrary<Bodies[K]> =>
  fc.record(parts, { requiredKeys: Object.keys(parts).filter((key) => key !== "pad") as never }) as never;

const anyBody: { readonly [K in PacketKind]: fc.Arbitrary<Bodies[K]> } = {
  REQ_CALL: body<"REQ_CALL">({ flags: u32, dbId: u32, callId: u32, hopCount: u32, key: bytes, callData: bytes }),
  REPLY_CALL: body<"REPLY_CALL">({ status: i32, data: bytes }),
  REQ_DMASTER: body<"REQ_DMASTER">({
    ...{ dbId: u32, pad, rsn: u64, dmaster: u32 },
    ...{ key: bytes, data: bytes, recordFlags: u32 },
  }),
  REPLY_DMASTER: body<"REPLY_DMASTER">({ dbId: u32, pad, rsn: u64, key: bytes, data: bytes, recordFlags: u32 }),
  REPLY_ERROR: body<"REPLY_ERROR">({ status: i32, message: bytes }),
  REQ_MESSAGE: body<"REQ_MESSAGE">({ srvId: u64, data: bytes }),
  REQ_CONTROL: body<"REQ_CONTROL">({ opcode: u32, pad, srvId: u64, clientId: u32, flags: u32, data: bytes }),
  REPLY_CONTROL: body<"REPLY_CONTROL">({ status: i32, data: bytes, message: bytes }),
  REQ_KEEPALIVE: body<"REQ_KEEPALIVE">({ version: u32, uptime: u32 }),
  REQ_TUNNEL: body<"REQ_TUNNEL">({ tunnelId: u64, flags: u32, data: bytes }),
};

const header = fc.record({ generation: u32, destination: u32, source: u32, requestId: u32 });
const kinds = Object.keys(operations) as PacketKind[];
const packetOf = (kind: PacketKind) =>
  fc.record({ kind: fc.constant(kind), header, body: anyBody[kind] as fc.Arbitrary<unknown> }) as fc.Arbitrary<Packet>;
const anyPacket = fc.oneof(...kinds.map(packetOf));

/** Reads the bytes; what is accepted comes back byte by byte, what is refused is refused in the one way. */
function judged(input: Uint8Array): "accepted" | "refused" {
  try {
    expect(encodePacket(decodePacket(input))).toEqual(input);
    return "accepted";
  } catch (error) {
    if (!(error instanceof MalformedPacketError)) throw error;
    expect(error.message).toMatch(/^\w+: .+ at offset \d+ .+\.$/);
    expect(error.offset).toBeLessThanOrEqual(input.length);
    return "refused";
  }
}

describe.each(kinds)("%s", (kind) => {
  test("comes back as it was, in a whole number of words", () => {
    fc.assert(
      fc.property(packetOf(kind), (packet) => {
        const encoded = encodePacket(packet);
        expect(encoded.length % alignment).toBe(0);
        expect(decodePacket(encoded)).toEqual(packet);
      }),
    );
  });

  test("comes back with whatever follows it", () => {
    fc.assert(
      fc.property(packetOf(kind), bytes, (packet, tail) => {
        expect(judged(encodePacket({ ...packet, tail }))).toBe("accepted");
      }),
    );
  });

  test("is refused wherever it is cut off, and where a length in it lies", () => {
    fc.assert(
      fc.property(packetOf(kind), (packet) => {
        const encoded = encodePacket(packet);
        for (let length = 0; length < encoded.length; length += 1) {
          const cut = encoded.slice(0, length);
          expect(judged(cut)).toBe("refused");
          // The same with an honest length of the whole: what is missing is padding, or it is noticed inside.
          if (length >= 4) new DataView(cut.buffer).setUint32(0, length, true);
          const isPadding = encoded.length - length < alignment;
          if (judged(cut) === "accepted") expect(isPadding).toBe(true);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("what is no packet", () => {
  test("random bytes are refused in the one way", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        expect(judged(input)).toBe("refused");
      }),
    );
  });

  test("a packet with some bytes overwritten is accepted as what it is now, or refused", () => {
    const place = fc.tuple(fc.nat(), fc.nat(0xff));
    fc.assert(
      fc.property(anyPacket, fc.array(place, { minLength: 1, maxLength: 4 }), (packet, places) => {
        const encoded = encodePacket(packet);
        for (const [at, byte] of places) encoded[at % encoded.length] = byte;
        judged(encoded);
      }),
      { numRuns: 1000 },
    );
  });

  test("every single bit flipped", () => {
    fc.assert(
      fc.property(anyPacket, (packet) => {
        const encoded = encodePacket(packet);
        for (let bit = 0; bit < 8 * encoded.length; bit += 1) {
          const flipped = encoded.slice();
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          judged(flipped);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe("a stream of packets", () => {
  test("is cut at the same places, in whatever pieces it arrives", () => {
    fc.assert(
      fc.property(
        fc.array(anyPacket, { maxLength: 8 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 90 })),
        (packets, sizes) => {
          const encoded = packets.map(encodePacket);
          const whole = Uint8Array.from(encoded.flatMap((one) => [...one]));
          const stream = new PacketStream();
          const got: Uint8Array[] = [];
          for (let at = 0; at < whole.length; ) {
            const size = sizes.next().value ?? 1;
            got.push(...stream.feed(whole.subarray(at, at + size)));
            at += size;
          }
          expect(got).toEqual(encoded);
          expect(stream.waiting).toBe(0);
        },
      ),
    );
  });

  test("gives what stands before a length that cannot be", () => {
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 4 }), fc.nat(31), (packets, wrong) => {
        const encoded = packets.map(encodePacket);
        const stream = new PacketStream();
        const got: Uint8Array[] = [];
        expect(() => {
          for (const one of stream.feed(Uint8Array.from([...encoded.flatMap((e) => [...e]), wrong, 0, 0, 0]))) {
            got.push(one);
          }
        }).toThrow(MalformedPacketError);
        expect(got).toEqual(encoded);
        expect(() => [...stream.feed(encodePacket(packets[0] ?? aKeepalive))]).toThrow(MalformedPacketError);
      }),
    );
  });
});

const aKeepalive: Packet = {
  kind: "REQ_KEEPALIVE",
  header: { generation: 0, destination: 0, source: 0, requestId: 0 },
  body: { version: 1, uptime: 1 },
};
