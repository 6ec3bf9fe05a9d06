import { expect, test } from "vitest";
import { noHolderOverwritten } from "./no-holder-overwritten.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const start = [...booted(), ...takesLead(1, 0)];
const freed = (cause: "expired" | "released" | "overwritten"): Line => [
  4,
  0,
  { type: "lock-freed", pid: pids.helper(0), object: 1, cause },
];
const setting = { lock: "etcd-put-2016" } as const;

test("holds for leases that run out or are given back", () => {
  for (const cause of ["expired", "released"] as const)
    expect(judged(noHolderOverwritten, [...start, freed(cause)], { endS: 9, setting }).verdict).toBe("holds");
});

test("is violated by whoever puts the key of a holder", () => {
  const finding = judged(noHolderOverwritten, [...start, freed("overwritten")], { endS: 9, setting });
  expect(finding).toMatchObject({ verdict: "violated", atUs: 4_000_000, hosts: [0] });
  expect(finding.why[1]).toContain("00:01.000000");
});

test("is unknown to a source that does not see the lock, and not applicable without one", () => {
  expect(judged(noHolderOverwritten, [], { endS: 9, observes: new Set(["lock-believed"]) }).verdict).toBe("unknown");
  expect(judged(noHolderOverwritten, [], { endS: 9, setting: { lock: "none" } }).verdict).toBe("not-applicable");
});
