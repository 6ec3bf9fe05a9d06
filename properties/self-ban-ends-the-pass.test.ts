import { expect, test } from "vitest";
import { selfBanEndsThePass } from "./self-ban-ends-the-pass.ts";
import { booted, judged, type Line, pids, takesLead } from "./written-trace.ts";

const bans = (by: number, reason = "credits"): Line => [20, 0, { type: "banned", forUs: 300_000_000, by, reason }];
const blames = (reason: string): Line => [21, 0, { type: "credit-assigned", culprit: 0, reason, count: 1 }];
const begins: Line = [21, 0, { type: "recovery-step", step: "begin", pid: pids.recoverd(0) }];
const verdict = (...lines: Line[]) =>
  judged(selfBanEndsThePass, [...booted(), ...takesLead(5, 0), ...lines], { endS: 60 }).verdict;

test("is broken by who bans itself and goes on", () => {
  expect(verdict(bans(0))).toBe("holds");
  expect(verdict(bans(0), blames("map size"))).toBe("violated");
  expect(verdict(bans(0), begins)).toBe("violated");
});

test("says nothing of who was banned by others, or for something else, or is banned no longer", () => {
  expect(verdict(bans(1), blames("map size"))).toBe("holds");
  expect(verdict(bans(0, "no-lock"), begins)).toBe("holds");
  expect(verdict(bans(0), [20.5, 0, { type: "unbanned" }], begins)).toBe("holds");
  const killed: Line = [
    20.5,
    0,
    { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" },
  ];
  expect(verdict(bans(0), killed, begins)).toBe("holds");
});

test("a message may blame a node while it rests, and a ban that comes late meets what was begun after it", () => {
  expect(verdict(bans(0), blames("takeover run failed"))).toBe("holds");
  const delayed: Line = [10, 0, { type: "control-delayed", op: "SET_BAN_STATE", from: 0, byUs: 60_000_000 }];
  expect(verdict(delayed, bans(0), blames("map size"))).toBe("holds");
});
