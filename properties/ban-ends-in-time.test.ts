import { expect, test } from "vitest";
import { banEndsInTime } from "./ban-ends-in-time.ts";
import { booted, judged, type Line } from "./written-trace.ts";

const bans = (atS: number, forS: number): Line[] => [
  [atS, 0, { type: "banned", forUs: forS * 1e6, by: 1, reason: "credits" }],
  [atS, 0, { type: "flags-changed", flags: 0x08 }],
];
const ends = (atS: number): Line => [atS, 0, { type: "flags-changed", flags: 0 }];
const finding = (lines: readonly Line[], endS = 200) => judged(banEndsInTime, [...booted(), ...lines], { endS });

test("holds when it ends in time, by a clock that runs a twentieth slow", () => {
  expect(finding([...bans(20, 40), ends(60)]).verdict).toBe("holds");
  expect(finding([...bans(20, 40), ends(62.1)]).verdict).toBe("holds");
});

test("a new ban is a term of its own", () => {
  expect(finding([...bans(20, 40), ...bans(59, 40), ends(99)]).verdict).toBe("holds");
});

test("is violated by a ban that does not end, and open while it may", () => {
  expect(finding(bans(20, 40))).toMatchObject({ verdict: "violated", atUs: 63_500_000 });
  expect(finding(bans(20, 40), 60).verdict).toBe("unknown");
});
