import { describe, expect, it } from "vitest";
import { graceNames } from "../../model/index.ts";
import { UsageError } from "../usage-error.ts";
import { ctdbOf, nodesOf } from "./ctdb.ts";
import { durationUs, typedDuration } from "./duration.ts";
import { graceOf, gracesOf } from "./graces.ts";
import { integer } from "./integer.ts";
import { knownNames } from "./names.ts";
import { recoveryOf } from "./recovery.ts";
import { checkedSeed } from "./seed.ts";
import { settings } from "./set.ts";

const complaint = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "accepted";
};

describe("a time", () => {
  it.each([
    ["0", 0],
    ["250us", 250],
    ["500ms", 500_000],
    ["1.5s", 1_500_000],
    ["90s", 90_000_000],
    ["3m", 180_000_000],
    ["3min", 180_000_000],
    ["1h", 3_600_000_000],
    [" 5s ", 5_000_000],
  ])("%s is %d us", (text, us) => expect(durationUs(text, "--duration")).toBe(us));

  it.each(["150s", "500ms", "1500ms", "250us", "0s"])("%s is typed so again", (text) => {
    expect(typedDuration(durationUs(text, "--duration"))).toBe(text);
  });

  it("may not be longer than can be simulated", () => {
    expect(complaint(() => durationUs("99999999h", "--duration"))).toBe(
      '--duration: "99999999h" is more than can be simulated; give 277h or less',
    );
  });

  it("needs a unit, unless it is none at all", () => {
    expect(complaint(() => durationUs("250", "--duration"))).toBe(
      '--duration: "250" has no unit; write 250s, 250ms or 250us',
    );
    expect(complaint(() => settings(["keptGraceUs=90"]))).toContain('"90" has no unit; write 90s');
    expect(settings(["holdLongestUs=0"])).toEqual({ holdLongestUs: 0 });
  });

  it.each(["", "s", "-5s", "5 s s", "1e3s", "0.0000001s", "5d", "NaN", "5s;rm"])("%s is none", (text) => {
    expect(complaint(() => durationUs(text, "--duration"))).toBe(
      `--duration: expected a time such as 90s, 500ms or 3m, got "${text}"`,
    );
  });
});

it.each(["", "0", "300", "-1", "2.5", "0x3", "1e1", "three", "9".repeat(40)])("%s is no number of nodes", (text) => {
  expect(complaint(() => integer(text, "--nodes", 1, 32))).toBe(
    `--nodes: expected an integer from 1 to 32, got "${text}"`,
  );
});

describe("settings", () => {
  it("take units, the last one counts", () => {
    expect(settings(["leaderTimeoutUs=5s", "keepaliveLimit=3", "leaderTimeoutUs=500ms"])).toEqual({
      leaderTimeoutUs: 500_000,
      keepaliveLimit: 3,
    });
  });

  it("takes tunables by CTDB's own names, their numbers as CTDB takes them, in seconds for most", () => {
    expect(settings(["RecoverTimeout=120", "keepaliveinterval=5s", "NoIPTakeover=1"])).toEqual({
      recoverTimeoutUs: 120_000_000,
      keepaliveIntervalUs: 5_000_000,
      noIpTakeover: 1,
    });
  });

  it.each([
    ["leaderTimeoutUs", `--set: expected knob=value, such as leaderTimeoutUs=3s, got "leaderTimeoutUs"`],
    ["leaderTimeoutus=3s", `--set: there is no "leaderTimeoutus"; did you mean "leaderTimeoutUs"?`],
    ["leaderTimeoutUs=soon", `--set leaderTimeoutUs: expected a time such as 90s, 500ms or 3m, got "soon"`],
    ["enableBans=2", `--set enableBans: expected an integer from 0 to 1, got "2"`],
    ["__proto__=1", `--set: there is no "__proto__"; known: `],
  ])("%s is refused", (text, sentence) => expect(complaint(() => settings([text]))).toContain(sentence));
});

it("names come once, without spaces; an unknown one is refused with the nearest", () => {
  expect(knownNames("b, a,,b", "--faults", ["a", "b"])).toEqual(["b", "a"]);
  expect(complaint(() => knownNames("partitoin", "--faults", ["partition"]))).toBe(
    `--faults: there is no "partitoin"; did you mean "partition"?`,
  );
});

it("of the names that begin as the text does all are told, or the first ten", () => {
  const many = Array.from({ length: 11 }, (_, index) => `lock-${index}`);
  expect(complaint(() => knownNames("lock", "--x", [...many, "other"]))).toBe(
    `--x: there is no "lock"; these begin so: ${many.slice(0, 10).join(", ")}, …`,
  );
  expect(complaint(() => graceOf("fs-hold"))).toContain("these begin so: fs-hold-timers, fs-hold-coordinated.");
  expect(complaint(() => graceOf("fs-hold-t"))).toContain('did you mean "fs-hold-timers"?');
});

it("all designs of grace are taken where several are, and all stands alone", () => {
  expect([gracesOf("all"), gracesOf(" all ,"), gracesOf("none,none")]).toEqual([graceNames, graceNames, ["none"]]);
  for (const text of ["all,none", "none, all"])
    expect(complaint(() => gracesOf(text))).toBe(
      `--grace: "all" stands alone, got "${text}"; give all, or names of designs`,
    );
  expect(complaint(() => graceOf("all"))).toContain("cluster-sim compare --grace all");
});

it.each([
  ["", "--seed: expected a text, got an empty one; leave the option out to have a seed drawn"],
  ["x".repeat(101), "--seed: expected at most 100 characters, got 101"],
])("seed %s is refused", (text, sentence) => expect(complaint(() => checkedSeed(text))).toBe(sentence));

it("CTDB's versions: one for all, or one a node, which says how many there are", () => {
  expect(ctdbOf("4.17")).toBe("4.17");
  expect(ctdbOf("4.17, head,head")).toEqual(["4.17", "head", "head"]);
  expect(complaint(() => ctdbOf("4.18"))).toBe(`--ctdb: there is no "4.18"; did you mean "4.17"?`);
  expect([nodesOf(undefined, ["head", "4.17"]), nodesOf(5, "head"), nodesOf(undefined, undefined)]).toEqual([
    2,
    5,
    undefined,
  ]);
  expect(complaint(() => nodesOf(3, ["serial", "parallel"], ["--recovery", "design"]))).toBe(
    "--recovery: expected one design, or one a node (3), got 2",
  );
  expect([recoveryOf("serial"), recoveryOf("serial, own-generations")]).toEqual([
    "serial",
    ["serial", "own-generations"],
  ]);
  expect(complaint(() => recoveryOf("serial,paralel"))).toBe(
    `--recovery: there is no "paralel"; did you mean "parallel"?`,
  );
  expect(complaint(() => nodesOf(3, ["head", "4.17"]))).toBe("--ctdb: expected one version, or one a node (3), got 2");
});
