import { expect, it } from "vitest";
import { clone } from "./clone.ts";
import { difference } from "./difference.ts";

it("copies plain data deeply, shares what is frozen and keeps what occurs twice one", () => {
  const twice = { n: 1 };
  const k = Object.freeze({ limit: 3 });
  const data = { list: [twice, null, "x"], again: twice, bytes: Uint8Array.of(1, 2), k };
  const copy = clone(data);
  expect(copy).toEqual(data);
  expect(copy.list).not.toBe(data.list);
  expect(copy.bytes).not.toBe(data.bytes);
  expect(copy.k).toBe(k);
  expect(copy.again).toBe(copy.list[0]);
  expect(copy.again).not.toBe(twice);
});

it("refuses what is not plain", () => {
  expect(() => clone({ a: () => 1 })).toThrow("no functions");
  expect(() => clone([new Map()])).toThrow("no Map");
});

it.each<[unknown, unknown, string | undefined]>([
  [{ a: [1, { b: Number.NaN }] }, { a: [1, { b: Number.NaN }] }, undefined],
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, "value.a[1].b: 2 against 3"],
  [{ a: undefined }, {}, 'value: only the first has "a"'],
  [[1], [1, 2], 'value: only the second has "1"'],
  [{ a: 1 }, { a: "1" }, "value.a: 1 against 1"],
  [{ a: 0 }, { a: null }, "value.a: 0 against null"],
  [[], {}, "value: [] against {}"],
  [Uint8Array.of(1, 2), Uint8Array.of(1, 3), "value.1: 2 against 3"],
  [Uint8Array.of(1), Int8Array.of(1), 'value: {"0":1} against {"0":1}'],
])("tells where %j and %j differ", (a, b, expected) => {
  expect(difference(a, b)).toBe(expected);
});
