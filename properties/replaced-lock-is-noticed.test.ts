import { expect, test } from "vitest";
import { replacedLockIsNoticed } from "./replaced-lock-is-noticed.ts";
import { booted, judged, type Line, losesLock, takesLead } from "./written-trace.ts";

const replaced: Line = [20, -1, { type: "lock-object-changed", object: 2, change: "replaced" }];
const start = [...booted(), ...takesLead(5, 0), replaced];

test("holds when the helper is gone after its next look", () => {
  expect(judged(replacedLockIsNoticed, [...start, ...losesLock(24.9, 0)], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a helper that keeps its lock on the old file", () => {
  expect(judged(replacedLockIsNoticed, start, { endS: 60 })).toMatchObject({ verdict: "violated", atUs: 26_000_000 });
});

test("says nothing of a lock on the file that has the name", () => {
  const created: Line = [4, -1, { type: "lock-object-changed", object: 1, change: "created" }];
  expect(judged(replacedLockIsNoticed, [created, ...start.slice(0, -1)], { endS: 60 }).verdict).toBe("holds");
});
