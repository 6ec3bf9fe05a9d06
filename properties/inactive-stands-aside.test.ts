import { expect, test } from "vitest";
import { inactiveStandsAside } from "./inactive-stands-aside.ts";
import { booted, judged, type Line, takesLead } from "./written-trace.ts";

const stopped: Line = [20, 0, { type: "flags-changed", flags: 0x20 }];
const active: Line = [20, 0, { type: "recovery-mode-changed", mode: "active" }];
const gives: Line = [22, 0, { type: "leader-believed", leader: -1 }];
const start = [...booted(), ...takesLead(5, 0)];

const verdict = (...lines: readonly Line[]) => judged(inactiveStandsAside, [...start, ...lines], { endS: 200 });

test("holds when a stopped leader gives up and is in recovery mode", () => {
  expect(verdict(stopped, active, gives).verdict).toBe("holds");
});

test("is violated by one that goes on to lead, or to work", () => {
  expect(verdict(stopped, active)).toMatchObject({ verdict: "violated", atUs: 52_100_000 });
  // Nobody is silent, so that it need not wait for anybody.
  expect(verdict(stopped, gives)).toMatchObject({ verdict: "violated", atUs: 24_100_000 });
});

test("who may wait for a peer that is silent has more time for recovery mode", () => {
  const dead: Line = [15, 1, { type: "peer-dead", peer: 2, cause: "silent" }];
  expect(judged(inactiveStandsAside, [...start, dead, stopped, gives], { endS: 200 })).toMatchObject({
    verdict: "violated",
    atUs: 52_100_000,
  });
  const later: Line = [22, 1, { type: "peer-dead", peer: 2, cause: "silent" }];
  expect(verdict(stopped, gives, later)).toMatchObject({ verdict: "violated", atUs: 52_100_000 });
});

test("a node of 4.3 may believe in itself until the others have voted", () => {
  const lines = [...start, stopped, active];
  expect(judged(inactiveStandsAside, lines, { endS: 200, setting: { ctdb: "4.3" } }).verdict).toBe("holds");
});
