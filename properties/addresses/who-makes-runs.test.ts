import { describe, expect, it } from "vitest";
import { booted, follow, judged, type Line, pids, takesLead } from "../written-trace.ts";
import { blamedWasInTrouble, failingRunsEndInABan, onlyLeaderMovesAddresses } from "./index.ts";

const started = (atS: number, pid: number, parent = pids.recoverd(0)): Line[] => [
  [atS, 0, { type: "process-started", program: "takeover-helper", pid, parent }],
  [atS, 0, { type: "takeover-started", pid }],
];
const phase = (atS: number, pid: number, name: string): Line => [atS, 0, { type: "takeover-phase", phase: name, pid }];
const ended = (atS: number, pid: number, ok: boolean): Line => [atS, 0, { type: "takeover-ended", pid, ok }];

describe("only-leader-moves-addresses", () => {
  const verdict = (lines: readonly Line[], ctdb?: "4.3") =>
    judged(onlyLeaderMovesAddresses, [...booted(), ...takesLead(5, 0), ...lines], {
      endS: 100,
      ...(ctdb === undefined ? {} : { setting: { ctdb } }),
    }).verdict;
  const deposed = follow(20, 1, [0]);

  it("is broken by a run of a node that follows another", () => {
    expect(verdict([...deposed, ...started(30, 900), phase(31, 900, "release")])).toBe("violated");
    expect(verdict([...started(19, 900), ...deposed, phase(31, 900, "take")])).toBe("violated");
    expect(verdict([...deposed, ...started(30, 900), phase(31, 900, "release")], "4.3")).toBe("not-applicable");
  });

  it("holds as long as it leads, or asks only, or is just about to be killed", () => {
    expect(verdict([...started(30, 900), phase(31, 900, "release")])).toBe("holds");
    expect(verdict([...deposed, ...started(30, 900), phase(31, 900, "known")])).toBe("holds");
    expect(verdict([...started(19, 900), ...deposed, phase(20.05, 900, "take")])).toBe("holds");
  });

  it("says nothing of a helper that nobody is left to kill, or while its recovery daemon is held up", () => {
    const gone: Line = [20, 0, { type: "process-exited", program: "recoverd", pid: pids.recoverd(0), cause: "killed" }];
    expect(verdict([...started(19, 900), gone, phase(31, 900, "release")])).toBe("holds");
    const stopped: Line = [21, 0, { type: "process-stopped", program: "recoverd", pid: pids.recoverd(0) }];
    expect(verdict([...started(19, 900), ...deposed, stopped, phase(31, 900, "release")])).toBe("holds");
    const votes: Line = [25, 0, { type: "election-started", reason: "leader timeout" }];
    expect(verdict([...started(19, 900), ...deposed, votes, phase(31, 900, "release")])).toBe("holds");
  });
});

describe("failing-runs-end-in-a-ban", () => {
  const verdict = (lines: readonly Line[]) =>
    judged(failingRunsEndInABan, [...booted(), ...takesLead(5, 0), ...lines], { endS: 600 }).verdict;
  const fails = (atS: number, name = "take"): Line[] => [
    ...started(atS, 900 + atS),
    phase(atS + 0.5, 900 + atS, name),
    ended(atS + 1, 900 + atS, false),
  ];
  const failing = (fromS: number, count: number, stepS = 2, name?: string): Line[] =>
    Array.from({ length: count }, (_, index) => fails(fromS + index * stepS, name)).flat();
  const banned: Line = [25, 1, { type: "banned", forUs: 300_000_000, by: 0, reason: "credits" }];

  it("is broken by runs that fail one after the other, as long as nobody is banned", () => {
    expect(verdict(failing(20, 5))).toBe("holds");
    expect(verdict(failing(20, 6))).toBe("violated");
    expect(verdict([...failing(20, 2), banned, ...failing(30, 5)])).toBe("holds");
  });

  it("says nothing of runs that fail before a node is asked, or that are too far apart", () => {
    expect(verdict(failing(20, 10, 2, "node-map"))).toBe("holds");
    expect(verdict(failing(20, 10, 40))).toBe("holds");
  });

  it("begins anew with a recovery, which forgets what nodes were blamed for, and with another leader", () => {
    const recovered: Line = [31, 0, { type: "recovery-completed", generation: 8, pid: 103 }];
    expect(verdict([...failing(20, 5), recovered, ...failing(32, 5)])).toBe("holds");
    expect(verdict([...failing(20, 5), ...follow(31, 0, [0]), ...failing(32, 5)])).toBe("holds");
  });
});

describe("blamed-was-in-trouble", () => {
  const blamed = (culprit: number): Line => [
    101,
    0,
    { type: "credit-assigned", culprit, reason: "takeover run failed", count: 3 },
  ];
  const verdict = (culprit: number, ...before: readonly Line[]) =>
    judged(
      blamedWasInTrouble,
      [...booted(), ...takesLead(5, 0), ...started(99, 900), ...before, ended(100, 900, false), blamed(culprit)],
      { endS: 600 },
    ).verdict;
  const event = (host: number, rest: { readonly outcome: "done" | "failed" } | undefined): Line =>
    rest === undefined
      ? [99.5, host, { type: "event-began", event: "takeip", run: 7, pid: 50, waitedUs: 0 }]
      : [99.6, host, { type: "event-ended", event: "takeip", run: 7, pid: 50, ...rest }];

  it("is broken when nothing had happened to the one who is blamed", () => {
    expect(verdict(2)).toBe("violated");
    expect(verdict(2, event(2, undefined), event(2, { outcome: "done" }))).toBe("violated");
    expect(verdict(2, event(1, undefined), event(1, { outcome: "failed" }))).toBe("violated");
  });

  it("holds when another one had used up the time that the last phases share", () => {
    const late = (sinceS: number): Line[] => [...started(sinceS - 1, 901), phase(sinceS, 901, "start")];
    const hung = event(1, undefined);
    const told = (...lines: readonly Line[]): string =>
      judged(blamedWasInTrouble, [...booted(), ...takesLead(5, 0), ...lines, ended(100, 901, false), blamed(2)], {
        endS: 600,
      }).verdict;
    expect(told(...late(73), hung)).toBe("holds");
    expect(told(...late(73))).toBe("violated");
    expect(told(...late(90), hung)).toBe("violated");
  });

  it("holds when an event of his failed, or had not ended", () => {
    expect(verdict(2, event(2, undefined), event(2, { outcome: "failed" }))).toBe("holds");
    expect(verdict(2, event(2, undefined))).toBe("holds");
  });

  it("says nothing of what happened while nobody could be asked", () => {
    expect(verdict(2, [50, 0, { type: "partition-began", cut: [[0, 2]] }])).toBe("holds");
    expect(verdict(2, [50, 0, { type: "partition-began", cut: [[0, 1]] }])).toBe("violated");
    expect(verdict(2, [50, 2, { type: "process-exited", program: "ctdbd", pid: pids.ctdbd(2), cause: "crash" }])).toBe(
      "holds",
    );
    expect(verdict(2, [99.4, 0, { type: "peer-dead", peer: 2, cause: "silent" }])).toBe("holds");
  });
});
