import { describe, expect, test } from "vitest";
import { decodeWith, encodeWith } from "../wire/index.ts";
import {
  addressText,
  controlName,
  controls,
  decodeReply,
  encodeReply,
  encodeRequest,
  recordHeader,
  storedRecord,
} from "./index.ts";

const words = (...values: number[]) => new Uint8Array(Uint32Array.from(values).buffer);

describe("the data of controls, by hand", () => {
  test("a map", () => {
    expect(decodeReply("GETVNNMAP", words(7, 2, 0, 3))).toEqual({ generation: 7, map: [0, 3] });
  });

  test("a long map", () => {
    const map = Array.from({ length: 1000 }, (_, pnn) => pnn);
    expect(encodeReply("GETVNNMAP", { generation: 7, map })).toEqual(words(7, 1000, ...map));
    expect(decodeReply("GETVNNMAP", words(7, 1000, ...map))).toEqual({ generation: 7, map });
  });

  test("a record's header has 24 bytes", () => {
    const header = { rsn: 5n, dmaster: 2, reserved: 0, flags: 0x10000 };
    expect(encodeWith(recordHeader, "record", header)).toEqual(words(5, 0, 2, 0, 0x10000, 0));
    expect(decodeWith(storedRecord, "record", words(5, 0, 2, 0, 0x10000, 0, 9))).toEqual({ header, data: words(9) });
  });

  test("records, each with its length", () => {
    const key = Uint8Array.of(1, 2);
    const records = [{ requestId: 0, key, data: Uint8Array.of(3) }];
    const expected = [...words(0xd1, 1, 19, 0, 2, 1), 1, 2, 3];
    expect([...encodeRequest("UPDATE_RECORD", { dbId: 0xd1, records })]).toEqual(expected);
  });

  test("a text ends with a zero byte", () => {
    expect([...encodeReply("GET_DBNAME", "aé")]).toEqual([0x61, 0xc3, 0xa9, 0]);
  });
});

describe("the sentence of a refusal", () => {
  test.each([
    ["GETVNNMAP", words(7, 3, 0), "GETVNNMAP reply: map at offset 4 counts 3 entries of at least 4 bytes, 4 bytes"],
    ["GETVNNMAP", words(7, 0, 9), "GETVNNMAP reply: the content at offset 8 ends, but 4 more bytes follow."],
    ["GET_NODEMAP", words(0xffffffff), "GET_NODEMAP reply: the content at offset 0 counts 4294967295 entries"],
    ["PULL_DB", words(1, 1, 18, 0, 1, 0, 0), "records.0 at offset 8 says 18 bytes, its parts have 17."],
    ["GET_DBNAME", words(1), "GET_DBNAME reply: the content at offset 0 has more bytes than its text."],
    ["GET_DBNAME", Uint8Array.of(0xff, 0), "GET_DBNAME reply: the content at offset 0 is no UTF-8."],
    ["GET_DBNAME", words(), "GET_DBNAME reply: the content at offset 0 is a text without the zero byte that ends it."],
    ["GET_RECMODE", words(0), "GET_RECMODE reply: the content at offset 0 ends, but 4 more bytes follow."],
  ] as const)("%s", (name, bytes, sentence) => expect(() => decodeReply(name, bytes)).toThrow(sentence));
});

test("controls are found by their numbers, which differ", () => {
  const numbers = Object.values(controls).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(controlName(146)).toBe("DB_PULL");
  expect(controlName(2)).toBeUndefined();
});

describe("an address", () => {
  const v6 = (...groups: number[]) => {
    const view = new DataView(new ArrayBuffer(28));
    view.setUint16(0, 10, true);
    for (const [index, group] of groups.entries()) view.setUint16(8 + 2 * index, group);
    return new Uint8Array(view.buffer);
  };
  test.each([
    [Uint8Array.of(2, 0, 17, 27, 127, 0, 0, 3), "127.0.0.3"],
    [v6(0x2001, 0xdb8, 0, 0, 1, 0, 0, 1), "2001:db8::1:0:0:1"],
    [v6(0, 0, 0, 0, 0, 0, 0, 1), "::1"],
    [v6(), "::"],
    [v6(0xfe80, 0, 0, 0, 0, 0, 0, 0), "fe80::"],
    [v6(1, 2, 3, 0, 5, 6, 7, 8), "1:2:3:0:5:6:7:8"],
    [new Uint8Array(28), "an address of family 0"],
    [new Uint8Array(), "an address of family 0"],
  ])("%#", (bytes, expected) => expect(addressText(bytes)).toBe(expected));
});
