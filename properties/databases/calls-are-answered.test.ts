import { expect, test } from "vitest";
import type { Finding } from "../judge.ts";
import { asks, databases, frees, locks } from "../written-databases.ts";
import { booted, follow, judged, type Line, takesLead } from "../written-trace.ts";
import { callsAreAnswered } from "./calls-are-answered.ts";

const setting = { databases, heal: { atUs: 10_000_000, core: [0, 1] } };
const start: Line[] = [...booted(), ...takesLead(1, 0), ...follow(1, 0), [10, -1, { type: "healed", core: [0, 1] }]];
const verdict = (lines: readonly Line[], endS = 300): Finding =>
  judged(callsAreAnswered, [...start, ...lines], { endS, setting });

const asked = asks(5, 1, 312, "db1", "k1");
const answered = (atS: number): Line => [atS, 1, { type: "call-answered", pid: 312, call: 1, status: 0 }];

test("holds when every call is answered, and as long as none is asked", () => {
  expect(verdict([]).verdict).toBe("holds");
  expect(verdict([asked, answered(90)]).verdict).toBe("holds");
  expect(verdict([asks(200, 1, 312, "db1", "k1"), answered(260)]).verdict).toBe("holds");
});

test("is violated by a call that is not answered in time after the heal, and by a later one", () => {
  // A leader 50 s and a recovery 40 s after the heal.
  expect(verdict([asked])).toMatchObject({ verdict: "violated", atUs: 100_000_000, hosts: [1] });
  // 31.1 s until a silent peer is dead, and one control.
  const late = verdict([asks(150, 1, 312, "db1", "k1")]);
  expect(late).toMatchObject({ verdict: "violated", atUs: 211_100_000 });
  expect(late.why[0]).toBe(
    "At 02:30.000000 client 312 on node 1 asked for k1 of db1, and at 03:31.100000 it had not been given it.",
  );
});

test("an error is no record: who calls again has waited since his first call, and who only reads makes do with it", () => {
  const again = (atS: number, status: number): Line[] => [
    asks(atS, 1, 312, "db1", "k1"),
    [atS + 5, 1, { type: "call-answered", pid: 312, call: 1, status }],
    [atS + 5, 1, { type: "record-wanted", pid: 312, db: "db1", key: "k1" }],
  ];
  const errors = [150, 160, 170, 180, 190, 200].flatMap((atS) => again(atS, -1));
  expect(verdict(errors)).toMatchObject({ verdict: "violated", atUs: 211_100_000 });
  expect(verdict([...errors, ...again(207, 0)]).verdict).toBe("violated");
  expect(verdict([...errors, ...again(205, 0)]).verdict).toBe("holds");
  const reading: Line = [150, 1, { type: "read-began", pid: 312, db: "db1", key: "k1" }];
  expect(verdict([reading, ...again(150, -1)]).verdict).toBe("holds");
});

test("in a sticky database a call may wait for a pin as well", () => {
  const sticky = databases.map((spec) => ({ ...spec, sticky: true }));
  const lines = [...start, asks(150, 1, 312, "db1", "k1")];
  const { atUs } = judged(callsAreAnswered, lines, { endS: 300, setting: { ...setting, databases: sticky } });
  expect(atUs).toBe(211_300_000);
});

test("the time begins again when the cluster changes, the database thaws or another client has used the record", () => {
  const renewed: Line[] = [
    [120, 0, { type: "generation-changed", generation: 9 }],
    [121, 1, { type: "generation-changed", generation: 9 }],
  ];
  const call = asks(100, 1, 312, "db1", "k1");
  expect(verdict([call, ...renewed]).atUs).toBe(182_100_000);
  const freeze: Line[] = [
    [120, 0, { type: "database-freezing", db: "db1" }],
    [140, 0, { type: "database-thawed", db: "db1", generation: 7, resent: 0 }],
  ];
  expect(verdict([call, ...freeze]).atUs).toBe(201_100_000);
  expect(verdict([call, ...locks(120, 0, 205, "db1", "k1"), frees(150, 0, 205, "db1", "k1")]).atUs).toBe(211_100_000);
});

test("asks nothing while the cluster is not recovered, and nothing of who is no member of the core", () => {
  const active: Line = [20, 0, { type: "recovery-mode-changed", mode: "active" }];
  expect(verdict([asked, active]).verdict).toBe("holds");
  expect(verdict([asked, [20, 1, { type: "flags-changed", flags: 8 }]]).verdict).toBe("holds");
  expect(verdict([asks(20, 2, 312, "db1", "k1")]).verdict).toBe("holds");
  expect(
    verdict([asked, [20, 1, { type: "process-exited", program: "samba-client", pid: 312, cause: "exit" }]]).verdict,
  ).toBe("holds");
});

test("is unknown in a cut trace, and not applicable without a heal or without databases", () => {
  expect(verdict([asked], 90).verdict).toBe("unknown");
  expect(judged(callsAreAnswered, booted(), { endS: 9, setting: { databases } }).verdict).toBe("not-applicable");
  expect(judged(callsAreAnswered, booted(), { endS: 9, setting: { heal: setting.heal } }).verdict).toBe(
    "not-applicable",
  );
});
