import { expect, test } from "vitest";
import { Meter } from "./meter.ts";

test("overlapping reasons count once", () => {
  const meter = new Meter(1);
  meter.start(0, "paused", 10);
  meter.start(0, "stopped", 20);
  meter.stop(0, "paused", 30);
  expect(meter.isOpen(0)).toBe(true);
  meter.stop(0, "stopped", 50);
  expect(meter.isOpen(0)).toBe(false);
  expect(meter.totalUs(0, 90)).toBe(40);
});

test("a reason that ends by itself has a rest", () => {
  const meter = new Meter(1);
  meter.startFor(0, 10, 100);
  meter.startFor(0, 3, 104);
  expect(meter.restUs(0, 104)).toBe(6);
  expect(meter.totalUs(0, 106)).toBe(6);
  expect(meter.totalUs(0, 200)).toBe(10);
});

test("clearing ends both, and hosts do not share", () => {
  const meter = new Meter(2);
  meter.start(0, "paused", 0);
  meter.startFor(0, 100, 0);
  meter.clear(0, 7);
  expect(meter.totalUs(0, 50)).toBe(7);
  expect(meter.totalUs(1, 50)).toBe(0);
  expect(meter.totalUs(9, 50)).toBe(0);
});
