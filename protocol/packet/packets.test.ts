import { describe, expect, test } from "vitest";
import { decodePacket, destinations, encodePacket, type Packet, PacketStream } from "./index.ts";

const header = { generation: 7, destination: destinations.currentNode, source: 0, requestId: 2 };
const key = Uint8Array.of(0x6b, 0x31);

/** A packet as words of 32 bits; the last may be incomplete. */
const words = (...values: number[]) => new Uint8Array(Uint32Array.from(values).buffer);

const call: Packet = {
  kind: "REQ_CALL",
  header,
  body: { flags: 1, dbId: 0xd1, callId: 0xff00_0001, hopCount: 0, key, callData: new Uint8Array() },
};
// Written by hand from the table in the README, not by the code that is judged.
const callBytes = words(...[64, 0x43544442, 1, 7, 0, 0xf0000001, 0, 2], ...[1, 0xd1, 0xff000001, 0, 2, 0, 0x316b, 0]);

const dmaster: Packet = {
  kind: "REQ_DMASTER",
  header,
  body: { dbId: 0xd1, rsn: 0x0102030405060708n, dmaster: 3, key, data: key, recordFlags: 0x10000 },
};
const dmasterBytes = words(
  ...[72, 0x43544442, 1, 7, 2, 0xf0000001, 0, 2],
  ...[0xd1, 0, 0x05060708, 0x01020304, 3, 2, 2, 0x316b316b, 0x10000, 0],
);

describe("a packet by hand", () => {
  test("REQ_CALL", () => {
    expect(encodePacket(call)).toEqual(callBytes);
    expect(decodePacket(callBytes)).toEqual(call);
  });

  test("REQ_DMASTER: 64 bits aligned, the flags after the data", () => {
    expect(encodePacket(dmaster)).toEqual(dmasterBytes);
    expect(decodePacket(dmasterBytes)).toEqual(dmaster);
  });

  test("bytes that a compiler left free are kept", () => {
    const dirty = dmasterBytes.slice();
    dirty[36] = 9;
    expect(decodePacket(dirty)).toEqual({ ...dmaster, body: { ...dmaster.body, pad: 9 } });
    expect(encodePacket(decodePacket(dirty))).toEqual(dirty);
  });

  test("what was read does not change with the bytes it was read from", () => {
    const bytes = callBytes.slice();
    const read = decodePacket(bytes);
    bytes.fill(0);
    expect(read).toEqual(call);
  });
});

/** The same packet with another number in one word. */
function withWord(index: number, value: number): Uint8Array {
  const bytes = callBytes.slice();
  new DataView(bytes.buffer).setUint32(4 * index, value, true);
  return bytes;
}

describe("the sentence of a refusal", () => {
  test.each([
    [callBytes.slice(0, 18), "header: operation at offset 16 needs 4 bytes, 2 are left."],
    [withWord(0, 72), "header: length at offset 0 says 72 bytes, there are 64."],
    [withWord(1, 1), "header: magic at offset 4 is 0x00000001, not 0x43544442."],
    [withWord(2, 2), "header: version at offset 8 is 2, not 1."],
    [withWord(4, 6), "header: operation at offset 16 is 6, which is none of the protocol."],
    [withWord(12, 0xffffffff), "REQ_CALL: key at offset 56 needs 4294967295 bytes, 8 are left."],
    [withWord(13, 7), "REQ_CALL: callData at offset 58 needs 7 bytes, 6 are left."],
  ])("%#", (bytes, sentence) => expect(() => decodePacket(bytes)).toThrow(sentence));

  test("of a value that has no place", () => {
    const wrong = { ...call, body: { ...call.body, hopCount: -1 } };
    expect(() => encodePacket(wrong)).toThrow("REQ_CALL: hopCount is -1, not a whole number from 0 to 4294967295.");
    const large = { ...dmaster, body: { ...dmaster.body, rsn: 1n << 64n } };
    expect(() => encodePacket(large)).toThrow(RangeError);
  });
});

describe("a stream", () => {
  test("refuses a packet that is longer than allowed, before it has come", () => {
    const stream = new PacketStream(63);
    expect(() => [...stream.feed(callBytes.subarray(0, 4))]).toThrow(
      "stream: length at offset 0 says 64 bytes, 63 are allowed.",
    );
  });

  test("gives packets that are the reader's own", () => {
    const stream = new PacketStream();
    const [first] = stream.feed(callBytes);
    expect([...stream.feed(callBytes.map((byte, at) => (at < 40 ? byte : 0xff)))]).toHaveLength(1);
    expect(first).toEqual(callBytes);
  });
});
