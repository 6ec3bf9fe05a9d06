import { expect, test } from "vitest";
import { leadsOnlyWithLock } from "./leads-only-with-lock.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

const loses: Line = [20, 0, { type: "lock-believed", lock: "none" }];
const start = [...booted(), ...takesLead(5, 0), loses];

test("holds when it is banned or turns to somebody else", () => {
  const banned: Line = [60, 0, { type: "flags-changed", flags: 0x08 }];
  expect(judged(leadsOnlyWithLock, [...start, banned], { endS: 300 }).verdict).toBe("holds");
});

test("is violated by a leader that goes on knowingly", () => {
  // 50 s for an election, three controls of 30 s, and 10 s of hold-off.
  expect(judged(leadsOnlyWithLock, start, { endS: 300 })).toMatchObject({ verdict: "violated", atUs: 170_000_000 });
});
