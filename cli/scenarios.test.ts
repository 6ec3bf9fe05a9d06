import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenario, readEntry, scenarioCatalogue } from "../fixtures/index.ts";
import type { RunVerdict } from "../reports/index.ts";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-scenarios-"));
const run = async (...args: string[]) => captured(args, { cwd });
const verdictOf = async (...args: string[]): Promise<RunVerdict> => JSON.parse((await run(...args, "--json")).out);

describe.each(scenarioCatalogue())("scenario $name", (entry) => {
  const { expect: expected } = loadScenario(readEntry(entry), entry.name);

  it.each(["1", "2", "3"])("seed %s ends as expected", async (seed) => {
    const verdict = await verdictOf("run", "--scenario", entry.name, "--seed", seed, "--no-shrink");
    expect(verdict.verdict).toBe(expected?.verdict);
    const broken = verdict.properties.filter((one) => one.verdict === "violated").map((one) => one.name);
    if (expected?.property !== undefined) expect(broken).toContain(expected.property);
    else expect(broken).toEqual([]);
  });
});

describe("a failing run", () => {
  const args = ["run", "--scenario", "lock-file-replaced", "--seed", "a/1"];

  it("says where it was written and, last, how to do it again", async () => {
    const { code, out } = await run(...args);
    const lines = out.trimEnd().split("\n");
    expect(code).toBe(1);
    expect(lines.slice(-5)).toEqual([
      "written to out/one-lock-holder-a+1",
      "the short one to out/one-lock-holder-a+1/shrunk",
      expect.stringMatching(/^trace [0-9a-f]{16}$/),
      "seed a/1: violated (exit 1)",
      "reproduce: npx cluster-sim run --seed a/1 --scenario lock-file-replaced",
    ]);
    expect(lines[0]).toMatch(/^seed a\/1 /);
  });

  it("gives the same bytes again", async () => {
    expect(await run(...args, "--no-shrink")).toEqual(await run(...args, "--no-shrink"));
    expect(await run(...args, "--json", "--no-shrink")).toEqual(await run(...args, "--json", "--no-shrink"));
  });

  it("replays from its folder, decision by decision", async () => {
    const first = await verdictOf(...args, "--no-shrink");
    const again = await run("replay", "out/one-lock-holder-a+1", "--json");
    expect(again).toMatchObject({ code: 1, err: "" });
    expect(JSON.parse(again.out)).toEqual(first);
  });

  it("has a report, and a trace whose events stand in order", async () => {
    const folder = join(cwd, "out", "one-lock-holder-a+1");
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toContain("▶");
    const [header, ...events] = readFileSync(join(folder, "trace.ndjson"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(header).toMatchObject({ trace: 1, seed: "a/1", nodes: 3 });
    const times = events.map(({ atUs }: { atUs: number }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("says where a replay under another model leaves the tape", async () => {
    const { code, err } = await run("replay", "out/one-lock-holder-a+1", "--defect", "helper-ignores-parent", "--json");
    const other = await run("replay", "out/one-lock-holder-a+1", "--defect", "zoo-e06", "--json");
    // A defect that never comes to bear leaves the trace as it was; whatever happens is said.
    for (const [ended, said] of [
      [code, err],
      [other.code, other.err],
    ] as const) {
      if (ended === 4) expect(said).toMatch(/^cluster-sim: diverged: .*the model was \w+ then and is \w+ now/);
      else expect(said).toBe("");
    }
  });

  it("is replayed to a moment that the run has, written either way", async () => {
    await run(...args, "--no-shrink", "--out", "until");
    const folder = "until/one-lock-holder-a+1";
    const seconds = await run("replay", folder, "--until", "35s", "--json");
    expect(seconds.code).not.toBe(64);
    expect(await run("replay", folder, "--until", "00:35", "--json")).toEqual(seconds);
    for (const until of ["5000s", "99h"]) {
      const { code, out, err } = await run("replay", folder, "--until", until);
      expect({ code, out }).toEqual({ code: 64, out: "" });
      expect(err).toMatch(/^cluster-sim: --until \d+:\d\d\.000: the run ends at 02:00.000; give an earlier moment\n$/);
    }
  });

  it("shows a node's charts, stack and timers at a moment", async () => {
    const { code, out } = await run("replay", "out/one-lock-holder-a+1", "--until", "20s", "--state", "--node", "1");
    expect(code).toBe(0);
    expect(out).toMatch(/^state at 00:20.000\n\nnode 1: up/);
    expect(out).toMatch(/recoverd \(pid \d+.*\n +charts +recovery-daemon: serving\n +stack +main-loop: /);
    expect(out).toContain("timers");
    expect(out).not.toContain("node 0");
  });
});

it("a scenario brings its own seed, which --seed replaces", async () => {
  expect((await verdictOf("run", "--scenario", "calm")).seed).toBe("1");
  expect((await verdictOf("run", "--scenario", "calm", "--seed", "x")).seed).toBe("x");
});

describe("a campaign", () => {
  it("prints with --json one line a seed, each as the seed alone gives it, then a summary", async () => {
    const { out } = await run("run", "--runs", "3", "--seed", "c", "--json");
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(4);
    expect(lines.map(({ seed }) => seed)).toEqual(["c/1", "c/2", "c/3", "c"]);
    expect(lines[1]).toEqual(await verdictOf("run", "--seed", "c/2"));
    expect(lines[3]).toMatchObject({ runs: 3, runsAsked: 3 });
  });

  it("stops between two seeds when interrupted, with the summary so far and exit 130", async () => {
    let press = (): void => {};
    let breaths = 0;
    const io = {
      cwd,
      onInterrupt: (callback: () => void) => {
        press = callback;
        return () => {};
      },
      breathe: async () => {
        breaths += 1;
        if (breaths === 2) press();
      },
    };
    const { code, out, err } = await captured(["run", "--runs", "50", "--seed", "c"], io);
    expect(code).toBe(130);
    expect(out).toContain("seed c, 2 runs: interrupted, unknown (exit 130)");
    expect(err).toContain("cluster-sim: interrupted; ");
    expect(out).toContain("Properties over 2 runs of 50: stopped early");
  });

  it("shows its progress on a terminal only, and takes it away", async () => {
    const { err } = await captured(["run", "--runs", "2", "--seed", "c"], { cwd, progressColumns: 60 });
    expect(err).toContain("2/2");
    expect(err.endsWith("\r\u001b[K")).toBe(true);
  });
});

it("--check-determinism finds nothing to complain about", async () => {
  expect(await run("run", "--seed", "c/1", "--check-determinism", "--json")).toMatchObject({ code: 0, err: "" });
});

it("explore tries every combination and counts the runs exactly", async () => {
  const { code, out } = await run("explore", "--scenario", "calm", "--seed", "1", "--decisions", "3", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ runs: 8, explored: { runs: 8, exhausted: true } });
});

it("explore says so when its bound was reached", async () => {
  const { code, out } = await run(
    "explore",
    "--scenario",
    "calm",
    "--seed",
    "1",
    "--decisions",
    "3",
    "--runs-max",
    "5",
  );
  expect(code).toBe(2);
  expect(out).toContain("Explored 5 runs");
  expect(out).toContain("not every combination was tried");
});
