import { expect, test } from "vitest";
import { inactiveHasNoAddresses } from "./inactive-has-no-addresses.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const stopped: Line = [20, 0, { type: "flags-changed", flags: 0x20 }];
const drops: Line = [20, 0, { type: "addresses-dropped" }];

test("holds when a node that is stopped drops its addresses", () => {
  expect(judged(inactiveHasNoAddresses, [...booted(), stopped, drops], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a stopped node that keeps them, or gets them back", () => {
  expect(judged(inactiveHasNoAddresses, [...booted(), stopped], { endS: 60 })).toMatchObject({ atUs: 21_000_000 });
  const back: Line = [30, 0, { type: "addresses-taken" }];
  expect(judged(inactiveHasNoAddresses, [...booted(), stopped, drops, back], { endS: 60 })).toMatchObject({
    atUs: 31_000_000,
  });
});
