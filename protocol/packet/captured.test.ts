// What two daemons of CTDB 4.17.12 said to each other over TCP on x86-64, caught on the loopback interface while the
// records k1 and k2 moved between them: words of 4 bytes as they lay on the wire.
import { expect, test } from "vitest";
import { bytesOf } from "../wire/index.ts";
import { decodePacket, encodePacket, type Packet } from "./index.ts";

const generation = 0x471b664b;
const dbId = 0xd56fcbab;
const none = new Uint8Array();

const captured: readonly (readonly [string, Packet])[] = [
  [
    "28000000 42445443 01000000 4b661b47 09000000 00000000 01000000 00000000 11000400 05000000",
    {
      kind: "REQ_KEEPALIVE",
      header: { generation, destination: 0, source: 1, requestId: 0 },
      body: { version: 0x0004_0011, uptime: 5 },
    },
  ],
  [
    "40000000 42445443 01000000 4b661b47 00000000 00000000 01000000 a1ffff7f " +
      "01000000 abcb6fd5 010000ff 00000000 02000000 00000000 6b310000 00000000",
    {
      kind: "REQ_CALL",
      header: { generation, destination: 0, source: 1, requestId: 0x7fffffa1 },
      body: { flags: 1, dbId, callId: 0xff00_0001, hopCount: 0, key: bytesOf("k1"), callData: none },
    },
  ],
  [
    "50000000 42445443 01000000 4b661b47 02000000 00000000 01000000 5e000000 abcb6fd5 00000000 " +
      "04000000 00000000 00000000 02000000 09000000 6b326b32 2066726f 6d203100 00010000 00000000",
    {
      kind: "REQ_DMASTER",
      header: { generation, destination: 0, source: 1, requestId: 0x5e },
      body: { dbId, rsn: 4n, dmaster: 0, key: bytesOf("k2"), data: bytesOf("k2 from 1"), recordFlags: 0x1_0000 },
    },
  ],
  [
    "40000000 42445443 01000000 4b661b47 03000000 00000000 01000000 33000000 " +
      "abcb6fd5 00000000 01000000 00000000 02000000 00000000 6b310000 00000000",
    {
      kind: "REPLY_DMASTER",
      header: { generation, destination: 0, source: 1, requestId: 0x33 },
      body: { dbId, rsn: 1n, key: bytesOf("k1"), data: none, recordFlags: 0 },
    },
  ],
];

test.each(captured)("%s", (words, packet) => {
  const bytes = Uint8Array.from(Buffer.from(words.replaceAll(" ", ""), "hex"));
  expect(decodePacket(bytes)).toEqual(packet);
  expect(encodePacket(packet)).toEqual(bytes);
});
