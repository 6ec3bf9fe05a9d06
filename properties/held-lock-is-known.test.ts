import { expect, test } from "vitest";
import { heldLockIsKnown } from "./held-lock-is-known.ts";
import { booted, judged, type Line, losesLock, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(5, 0)];
const forgets: Line = [20, 0, { type: "lock-believed", lock: "none" }];

test("holds when the helper ends with what its daemon knows of it", () => {
  expect(judged(heldLockIsKnown, [...start, forgets, ...losesLock(20.1, 0)], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a helper that its daemon does not go by", () => {
  expect(judged(heldLockIsKnown, [...start, forgets], { endS: 60 })).toMatchObject({
    verdict: "violated",
    atUs: 21_000_000,
  });
});
