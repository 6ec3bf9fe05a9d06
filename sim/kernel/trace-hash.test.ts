import { describe, expect, it } from "vitest";
import { KernelError, TraceHash } from "./index.ts";

const digestOf = (...parts: readonly (number | string)[]): string => {
  const hash = new TraceHash();
  for (const part of parts) {
    if (typeof part === "number") hash.addInt(part);
    else hash.addString(part);
  }
  return hash.digest();
};

describe("TraceHash", () => {
  it("gives 16 hexadecimal digits that are the same everywhere", () => {
    expect(digestOf()).toBe("a91e460fe5322848");
    expect(digestOf(0, -1, 2 ** 52, "LEADER_BROADCAST", "ü")).toBe("d9fb5419e7fd3a06");
  });

  it.each([
    [
      ["ab", "c"],
      ["a", "bc"],
    ],
    [["a"], ["a\0"]],
    [[""], []],
    [[0], [0, 0]],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1 + 2 ** 32]],
    [[-1], [2 ** 32 - 1]],
  ])("tells %j from %j", (one, other) => {
    expect(digestOf(...one)).not.toBe(digestOf(...other));
  });

  it("may be read on the way without changing the end", () => {
    const hash = new TraceHash();
    hash.addInt(1);
    hash.digest();
    hash.addInt(2);
    expect(hash.digest()).toBe(digestOf(1, 2));
  });

  it("refuses what is no safe integer", () => {
    for (const value of [0.5, Number.NaN, 2 ** 53]) expect(() => new TraceHash().addInt(value)).toThrow(KernelError);
  });

  it("spreads 20,000 neighbouring traces over 20,000 digests, and each half nearly so", () => {
    const digests = Array.from({ length: 20_000 }, (_, index) => digestOf(index % 200, Math.floor(index / 200)));
    expect(new Set(digests).size).toBe(20_000);
    // of 20,000 random 32-bit numbers 0.05 pairs collide
    expect(new Set(digests.map((digest) => digest.slice(0, 8))).size).toBeGreaterThan(19_996);
    expect(new Set(digests.map((digest) => digest.slice(8))).size).toBeGreaterThan(19_996);
  });
});
