import { expect, test } from "vitest";
import { takerLeads } from "./taker-leads.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

test("holds when the taker leads, also if somebody else is believed in later", () => {
  const stale: Line = [9, 0, { type: "leader-believed", leader: 1 }];
  expect(judged(takerLeads, [...booted(), ...takesLead(5, 0), stale], { endS: 60 }).verdict).toBe("holds");
});

test("is violated by a taker that believes in nobody", () => {
  const takes: Line = [5, 0, { type: "lock-believed", lock: "held" }];
  expect(judged(takerLeads, [...booted(), takes], { endS: 60 })).toMatchObject({
    verdict: "violated",
    atUs: 5_100_000,
  });
});

test("a push of flags on top of the race ends first", () => {
  const flags = (atS: number, value: number): Line => [atS, 0, { type: "flags-changed", flags: value }];
  const takes: Line = [5, 0, { type: "lock-believed", lock: "held" }];
  const leads: Line = [30, 0, { type: "leader-believed", leader: 0 }];
  const lines = [...booted(), flags(1, 0), flags(4, 2), takes];
  expect(judged(takerLeads, [...lines, leads], { endS: 100 }).verdict).toBe("holds");
  expect(judged(takerLeads, lines, { endS: 100 }).verdict).toBe("violated");
});
