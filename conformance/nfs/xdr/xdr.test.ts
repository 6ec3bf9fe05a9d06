import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bool,
  choice,
  constant,
  decode,
  encode,
  fixed,
  list,
  MalformedXdrError,
  opaque,
  struct,
  text,
  u32,
  u64,
} from "./index.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const plain = (value: Uint8Array): readonly number[] => [...value];

const everything = struct({
  number: u32,
  long: u64,
  flag: bool,
  name: text(40),
  id: fixed(6),
  body: opaque(9),
  numbers: list(u32, 3),
  either: choice({ 1: u32, 7: text(40) }),
});

const whatever = fc.record({
  number: fc.nat(0xffff_ffff),
  long: fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn }),
  flag: fc.boolean(),
  name: fc.string({ unit: "grapheme", maxLength: 5 }),
  id: fc.uint8Array({ minLength: 6, maxLength: 6 }),
  body: fc.uint8Array({ maxLength: 9 }),
  numbers: fc.array(fc.nat(), { maxLength: 3 }),
  either: fc.oneof(
    fc.record({ kind: fc.constant(1 as const), value: fc.nat() }),
    fc.record({ kind: fc.constant(7 as const), value: fc.string({ unit: "grapheme-ascii", maxLength: 9 }) }),
  ),
});

describe("what is written", () => {
  test("stands big-endian, filled up to four bytes (RFC 4506, section 3)", () => {
    expect(plain(encode(u32, 0x01020304))).toEqual([1, 2, 3, 4]);
    expect(plain(encode(u64, 0x0102_0304_0506_0708n))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(plain(encode(bool, true))).toEqual([0, 0, 0, 1]);
    expect(plain(encode(text(9), "abcde"))).toEqual([0, 0, 0, 5, 97, 98, 99, 100, 101, 0, 0, 0]);
    expect(plain(encode(fixed(2), bytes(8, 9)))).toEqual([8, 9, 0, 0]);
    expect(plain(encode(list(u32, 2), [3]))).toEqual([0, 0, 0, 1, 0, 0, 0, 3]);
    expect(plain(encode(choice({ 4: bool }), { kind: 4, value: false }))).toEqual([0, 0, 0, 4, 0, 0, 0, 0]);
  });

  test("is read again as it was", () => {
    fc.assert(
      fc.property(whatever, (value) => {
        expect(decode(everything, "value", encode(everything, value))).toEqual(value);
      }),
    );
  });

  test("must fit", () => {
    expect(() => encode(u32, 2 ** 32)).toThrow(RangeError);
    expect(() => encode(fixed(2), bytes(1))).toThrow("1 bytes, not 2");
    expect(() => encode(opaque(1), bytes(1, 2))).toThrow("2 bytes, 1 are allowed");
    expect(() => encode(choice({ 1: u32 }), { kind: 2 as 1, value: 0 })).toThrow("no kind 2");
  });
});

describe("bytes that are no value", () => {
  const whole = encode(everything, {
    ...{ number: 1, long: 2n, flag: true, name: "n", id: bytes(1, 2, 3, 4, 5, 6), body: bytes(1) },
    ...{ numbers: [1, 2], either: { kind: 1 as const, value: 3 } },
  });

  test("are refused wherever they end", () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decode(everything, "value", whole.subarray(0, length))).toThrow(MalformedXdrError);
    }
    expect(() => decode(everything, "value", Buffer.concat([whole, bytes(0, 0, 0, 0)]))).toThrow("4 more bytes follow");
  });

  test.each([
    ["a flag that is 2", bool, [0, 0, 0, 2], "is 2, neither true nor false"],
    ["another constant", constant(3), [0, 0, 0, 2], "is 2, not 3"],
    [
      "a length beyond what is allowed",
      opaque(4),
      [0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0],
      "is of 5 bytes, 4 are allowed",
    ],
    ["a length beyond the end", opaque(400), [0, 0, 1, 0, 0], "needs 256 bytes, 1 are left"],
    ["a count beyond what is allowed", list(u32, 2), [255, 255, 255, 255], "counts 4294967295 values, 2 are allowed"],
    ["a kind that is none", choice({ 1: u32 }), [0, 0, 0, 9], "is of kind 9, which is none"],
  ])("%s is told", (_name, xdr, given, why) => {
    expect(() => decode<unknown>(xdr, "value", bytes(...given))).toThrow(why);
  });

  test("are told with their field", () => {
    const within = struct({ parts: list(struct({ flag: bool }), 4) });
    expect(() => decode(within, "value", bytes(0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 7))).toThrow(
      "value: parts.1.flag before byte 12 is 7, neither true nor false.",
    );
  });
});
