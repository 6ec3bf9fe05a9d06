import { describe, expect, it } from "vitest";
import type { Scenario, TraceEvent } from "../model/index.ts";
import {
  CampaignTally,
  campaignReport,
  EXIT,
  page,
  printable,
  type RunVerdict,
  runReport,
  traceLines,
  worstExit,
} from "./index.ts";
import type { Ledger } from "./text/index.ts";
import { spaceTime } from "./text/index.ts";
import { clockText, durationText } from "./time-text.ts";

/** A small hand-written run for the tests of the renderers. */
const sampleScenario: Scenario = {
  version: 1,
  seed: "42",
  nodes: 3,
  lock: "fcntl",
  durationUs: 60_000_000,
  timing: {
    networkUs: [100, 2_000],
    localUs: [10, 100],
    execUs: [1_000, 5_000],
    storageUs: [50, 50],
    scriptUs: [10_000, 200_000],
    bootUs: [0, 3_000_000],
  },
  storage: { lockRecoveryUs: 0, expelPausedUs: 0 },
  clockOffsetUs: [0, 1_500, -2_000],
  set: { recoverIntervalUs: 2_000_000 },
  faults: [
    { kind: "crash-host", atUs: 10_000_000, host: 1, forUs: 0 },
    { kind: "partition", atUs: 20_000_000, forUs: 12_000_000, shape: "one-way", cut: [[0, 1]] },
    { kind: "replace-lock-file", atUs: 0, on: { event: "recovery-started", delayUs: 5_000 } },
  ],
  heal: { atUs: 40_000_000, core: [0, 2] },
  dropped: ["lock-object-stays"],
};

const sampleLedger: Ledger = {
  inForce: [
    { name: "lock-storage-answers", sentence: "system calls on the lock file neither hang nor fail", fact: "F3, F4" },
  ],
  dropped: ["lock-object-stays"],
};

const sampleEvents: readonly TraceEvent[] = [
  { type: "host-started", atUs: 0, host: 0 },
  { type: "host-started", atUs: 1_000, host: 1 },
  { type: "host-started", atUs: 2_000, host: 2 },
  { type: "lock-taken", pid: 7, object: 1, probe: false, atUs: 1_000_000, host: 0 },
  { type: "election-ended", leader: 0, atUs: 1_200_000, host: 0 },
  { type: "fault-injected", fault: "pause-host", index: 0, detail: "node 1 for 1 s", atUs: 2_000_000, host: 1 },
  { type: "host-paused", atUs: 2_000_000, host: 1 },
  { type: "lock-freed", pid: 7, object: 1, cause: "exit", atUs: 3_000_000, host: 0 },
];

const sampleVerdict: RunVerdict = {
  seed: "42",
  version: "0.1.0",
  modelHash: "m0d31",
  verdict: "violated",
  exitCode: 1,
  assumptions: ["lock-storage-answers"],
  properties: [
    {
      name: "one-lock-holder",
      verdict: "violated",
      atUs: 2_500_000,
      why: [
        "Two nodes held the cluster lock at once.",
        "The lock file had been replaced, so each locked another file.",
        "At most one holder is what the lock is for.",
      ],
    },
    { name: "leader-in-time", verdict: "holds", atUs: null, why: [] },
    { name: "one-leader-without-lock", verdict: "not-applicable", atUs: null, why: [] },
  ],
  witnesses: [
    { name: "contested-election", applicable: true, seen: 2 },
    { name: "helper-killed", applicable: true, seen: 0 },
  ],
  measures: { overlapUs: 1_500, leaderChanges: 2 },
  traceHash: "0123456789abcdef",
  reproduce: "npx cluster-sim run --seed 42",
};

const story = { scenario: sampleScenario, ledger: sampleLedger, events: sampleEvents, verdict: sampleVerdict };

describe("exit codes", () => {
  it("70 comes before 4, 1, 3, 2 and 0", () => {
    expect(worstExit([0, 2, 3, 1, 4, 70])).toBe(70);
    expect(worstExit([0, 2, 3, 1, 4])).toBe(4);
    expect(worstExit([0, 2, 3, 1])).toBe(1);
    expect(worstExit([0, 2, 3])).toBe(3);
    expect(worstExit([0, 2])).toBe(2);
    expect(worstExit([])).toBe(0);
  });
});

describe("units", () => {
  it.each([
    [0, "0 us"],
    [250, "250 us"],
    [40_000, "40 ms"],
    [1_500_000, "1.5 s"],
    [60_000_000, "1 min"],
    [90_000_000, "90 s"],
    [-2_000, "-2 ms"],
  ])("%d us reads %s", (us, text) => expect(durationText(us)).toBe(text));

  it("shows a moment as minutes, seconds, milliseconds", () => {
    expect(clockText(0)).toBe("00:00.000");
    expect(clockText(75_003_999)).toBe("01:15.003");
    expect(clockText(3_600_000_000)).toBe("60:00.000");
  });
});

describe("text from outside", () => {
  it("cannot move the cursor, ring the bell or turn the line round", () => {
    expect(printable("a\u001b[2Jb\u0007\u202e\n")).toBe("a\\u{1b}[2Jb\\u{7}\\u{202e}\\u{a}");
  });

  it("is escaped in the whole report", () => {
    const nasty: TraceEvent = { type: "election-started", reason: "\u001b[31mred", atUs: 5, host: 0 };
    const report = runReport({ ...story, events: [nasty], scenario: { ...sampleScenario, name: "x\u0007" } }, page);
    expect(report).not.toContain("\u001b");
    expect(report).not.toContain("\u0007");
  });
});

describe("the report of a run", () => {
  it("starts with the seed, ends with the line that reproduces it", () => {
    const lines = runReport(story, page).trimEnd().split("\n");
    expect(lines[0]).toBe("seed 42  (cluster-sim 0.1.0)");
    expect(lines.at(-1)).toBe("reproduce: npx cluster-sim run --seed 42");
  });

  it("names scenario and ledger before the story, the reasons after it", () => {
    const report = runReport(story, page);
    const places = ["Scenario", "Assumptions in force", "Story", "Verdict", "Two nodes held"].map((word) =>
      report.indexOf(word),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it.each([40, 60, 100])("keeps to %d columns", (columns) => {
    const report = runReport(story, { ...page, columns });
    for (const line of report.split("\n").filter((text) => !/^(reproduce:|│ runs)/.test(text))) {
      expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });
});

describe("the space-time table", () => {
  const draw = (events: readonly TraceEvent[], rowsMax = 60): string[] =>
    spaceTime({ nodes: 3, faults: [], events, moments: [], rowsMax }, page);

  it("has a column a host, marks events and faults, shows who holds the lock", () => {
    expect(draw(sampleEvents)).toMatchSnapshot();
  });

  it("folds a calm stretch", () => {
    const events: TraceEvent[] = [
      { type: "host-crashed", atUs: 0, host: 0 },
      { type: "host-started", atUs: 95_500_000, host: 0 },
    ];
    expect(draw(events).some((line) => line.includes("⋮ 95.5 s pass"))).toBe(true);
  });

  it("keeps to its rows, prefers faults, and says how much is missing", () => {
    const noise = Array.from({ length: 500 }, (_, index): TraceEvent => ({ type: "lock-lost", atUs: index, host: 1 }));
    const lines = draw([...noise, { type: "host-crashed", atUs: 600, host: 2 }], 10);
    expect(lines.filter((line) => line.startsWith("00:"))).toHaveLength(10);
    expect(lines.join("\n")).toContain("the host is dead");
    expect(lines).toContain("10 of 501 events are shown");
  });

  it("puts a violation where it happened", () => {
    const lines = spaceTime(
      {
        nodes: 3,
        faults: [],
        events: sampleEvents,
        moments: [{ atUs: 2_500_000, label: "broken", why: [] }],
        rowsMax: 60,
      },
      page,
    );
    const at = lines.findIndex((line) => line.includes("broken"));
    expect(lines[at]).toContain("▶");
    expect(lines[at - 1]).toContain("00:02.000");
  });
});

describe("NDJSON", () => {
  it("gives a header and one event a line", () => {
    const header = {
      trace: 1,
      seed: "42",
      version: "0.1.0",
      modelHash: "m",
      traceHash: "t",
      draws: 7,
      nodes: 3,
    } as const;
    const lines = [...traceLines(header, sampleEvents)];
    expect(lines).toHaveLength(sampleEvents.length + 1);
    expect(JSON.parse(lines[0] ?? "")).toEqual(header);
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual(sampleEvents);
  });
});

describe("a campaign", () => {
  const about = { seed: "a", version: "0.1.0", modelHash: "m", assumptions: [], reproduce: "r" };
  const good: RunVerdict = {
    ...sampleVerdict,
    exitCode: EXIT.holds,
    properties: [{ name: "p", verdict: "holds", atUs: null, why: [] }],
  };
  const unseen: RunVerdict = { ...good, witnesses: [{ name: "w", applicable: true, seen: 0 }] };

  it("takes the gravest exit code of its runs", () => {
    const campaign = new CampaignTally();
    campaign.add(good);
    campaign.add({ ...good, exitCode: EXIT.liveness });
    expect(campaign.verdict({ ...about, runsAsked: 2 })).toMatchObject({
      exitCode: EXIT.liveness,
      verdict: "violated",
      runs: 2,
    });
  });

  it("says in how many runs a property was ruled out", () => {
    const campaign = new CampaignTally();
    const ruledOut: RunVerdict = {
      ...good,
      properties: [{ name: "p", verdict: "not-applicable", atUs: null, why: ["no lock"] }],
    };
    for (const run of [good, ruledOut, good, ruledOut]) campaign.add(run);
    const text = campaignReport(campaign.verdict({ ...about, runsAsked: 4 }), page);
    expect(text).toContain("holds in 2, not applicable in 2");
  });

  it("is inconclusive when a witness was never seen, but only from 100 runs on", () => {
    const campaign = new CampaignTally();
    campaign.add(unseen);
    expect(campaign.verdict({ ...about, runsAsked: 99 }).exitCode).toBe(EXIT.holds);
    expect(campaign.verdict({ ...about, runsAsked: 100 }).exitCode).toBe(EXIT.inconclusive);
  });

  it("does not ask for a witness that is not applicable", () => {
    const campaign = new CampaignTally();
    campaign.add({ ...unseen, witnesses: [{ name: "w", applicable: false, seen: 0 }] });
    expect(campaign.verdict({ ...about, runsAsked: 100 }).exitCode).toBe(EXIT.holds);
  });
});
