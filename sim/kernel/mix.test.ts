import { expect, it } from "vitest";
import { finish, highWord, mix } from "./mix.ts";

it('is MurmurHash3 (x86, 32 bits): published values for "" and "test"', () => {
  const test = 0x74736574; // "test", low byte first
  expect(finish(0)).toBe(0);
  expect(finish(1)).toBe(0x514e28b7);
  expect(finish(mix(0, test) ^ 4)).toBe(0xba6bd213);
  expect(finish(mix(0x9747b28c, test) ^ 4)).toBe(0x704b81dc);
});

it("takes a safe integer apart without loss", () => {
  for (const value of [0, 1, -1, 2 ** 31, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, 1 - 2 ** 53]) {
    expect(highWord(value) * 2 ** 32 + ((value | 0) >>> 0)).toBe(value);
  }
});
