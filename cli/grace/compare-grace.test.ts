import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { graceNames } from "../../model/index.ts";
import { durationText, type GraceCell } from "../../reports/index.ts";
import { captured } from "../captured-io.ts";
import { cellsOf, measuredRun } from "./grace-cells.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-grace-"));
const compare = (...args: string[]) => captured(["compare", ...args], { cwd });

test("every combination is a cell", () => {
  const cells = cellsOf(graceNames);
  expect(cells).toHaveLength(graceNames.length * 3 * 2 * 2);
  expect(new Set(cells.map((cell) => JSON.stringify(cell))).size).toBe(cells.length);
});

test("JSON says of each cell what was measured, and how it is measured again", async () => {
  const { code, out } = await compare("--grace", "fs-remember", "--runs", "1", "--seed", "a", "--json");
  const { cells, ...rest } = JSON.parse(out) as { cells: GraceCell[] };
  const reproduce = "npx cluster-sim compare --grace fs-remember --runs 1 --seed a";
  expect({ code, rest, count: cells.length }).toEqual({ code: 0, rest: { seed: "a", reproduce }, count: 12 });
  expect(cells[0]).toEqual({
    grace: "fs-remember",
    failure: "crash",
    client: "prompt",
    smb: false,
    runs: 1,
    violations: { loud: 0, silent: 0, healthy: 0 },
    windowUs: { p50: 0, p95: 0, p99: 0, max: 0 },
    blockedUs: 0,
  });
});

describe("an open cell", () => {
  test("names its first run that lost a lock, and keeps it as a scenario that breaks the same", async () => {
    const { out } = await compare("--grace", "none", "--runs", "1", "--seed", "a", "--out", "kept");
    expect(out).toMatch(/graceful {2}prompt {2}none .* open \(run 1\)/);
    const file = "kept/none-graceful-prompt-a+1.json";
    expect(out).toContain(`npx cluster-sim run --scenario ${file}`);
    const told = await captured(["run", "--scenario", file, "--no-shrink"], { cwd });
    expect(told.code).toBe(1);
    expect(told.out).toMatch(/violated {2}no-lock-while-reclaimable/);
  });

  test("is kept nowhere without a folder, or one that cannot be written", async () => {
    const plain = await compare("--grace", "none", "--runs", "1", "--seed", "a");
    expect(plain.out).toContain("give --out DIR");
    const { code, err } = await compare("--grace", "none", "--runs", "1", "--seed", "a", "--out", "/dev/null/no");
    expect(code).toBe(64);
    expect(err).toContain("--out: cannot write");
  });
});

describe("a budget", () => {
  test("that is broken ends with 1, one that is kept with 0", async () => {
    const args = ["--grace", "none", "--runs", "1", "--seed", "a"];
    const html = ["--html", "g.html"];
    const broken = await compare(...args, "--max-window", "0ms", ...html);
    expect(broken.code).toBe(1);
    expect(broken.out).toContain("broken");
    const page = readFileSync(join(cwd, "g.html"), "utf8");
    expect(page).toContain("no grace at all");
    const kept = await compare(...args, "--max-window", "10m", "--json");
    expect(kept.code).toBe(0);
    const { budgetUs, cells } = JSON.parse(kept.out) as { budgetUs: number; cells: GraceCell[] };
    expect(budgetUs).toBe(600_000_000);
    // What is said of the broken one is what its cells are.
    const over = cells.filter(({ windowUs }) => windowUs.max > 0);
    const widest = over.toSorted((a, b) => b.windowUs.max - a.windowUs.max)[0];
    const told = `${over.length} of 12 cells are over it, the widest with ${durationText(widest?.windowUs.max ?? 0)}: none, ${widest?.failure}, ${widest?.client}, `;
    expect(broken.out.replace(/\s+/g, " ")).toContain(told);
    expect(page).toContain(told);
  });

  test("that is kept says nothing of widest cells", async () => {
    const { out } = await compare("--grace", "fs-remember", "--runs", "1", "--seed", "a", "--max-window", "0ms");
    expect(out).toContain("kept");
    expect(out).not.toContain("widest");
  });
});

test("a nasty seed is harmless in page and terminal", async () => {
  const seed = "</script><img src=x onerror=alert(1)>";
  const { out } = await compare("--grace", "fs-remember", "--runs", "1", "--seed", seed, "--html", "n.html");
  expect(out).not.toContain("\u001b");
  expect(readFileSync(join(cwd, "n.html"), "utf8")).not.toMatch(/<img|<script/);
});

test.each([
  [["--grace", "keep-barier"], "keep-barrier"],
  [["--grace", "all", "--lock", "fcntl,plugin"], "--lock"],
  [["--grace", "all", "--runs", "0"], "--runs"],
  [["--grace", "all,none"], '"all" stands alone'],
  [["--grace", "all", "--max-window", "soon"], "--max-window"],
  [["--grace", "all", "--nodes", "4"], "--nodes"],
  [["--grace", ","], "got none"],
  [["--lock", "fcntl,plugin", "--max-window", "1s"], "--grace"],
  [["--lock", "fcntl,plugin", "--out", "x"], "--grace"],
  [[], "--grace"],
])("one sentence for %j", async (args, sentence) => {
  const { code, err } = await compare(...args);
  expect(code).toBe(64);
  expect(err).toContain(sentence);
  expect(err.trim().split("\n")).toHaveLength(1);
});

/** The first run of a cell in which this is so, of so many. */
function found(
  grace: (typeof graceNames)[number],
  cell: { failure: "crash" | "graceful"; client: "prompt" | "slow"; smb: boolean },
  what: "loud" | "silent" | "healthy",
  runs: number,
): boolean {
  for (let index = 1; index <= runs; index += 1)
    if (measuredRun(`matrix/${index}`, { grace, ...cell, set: {} })[what]) return true;
  return false;
}

const prompt = { client: "prompt", smb: false } as const;

describe("the matrix (facts/ip-nfs.md §6.2)", () => {
  test.each([
    ["none", { ...prompt, failure: "graceful" }, "loud"],
    ["movers-after-takeip", { ...prompt, failure: "crash" }, "silent"],
    ["all-after-takeip", { ...prompt, failure: "graceful" }, "silent"],
    ["all-after-takeip", { ...prompt, failure: "crash" }, "healthy"],
    ["all-barrier", { ...prompt, failure: "graceful" }, "healthy"],
    ["keep-barrier", { ...prompt, failure: "crash" }, "loud"],
    ["keep-barrier", { ...prompt, failure: "graceful", client: "slow" }, "loud"],
    ["keep-barrier", { ...prompt, failure: "graceful", smb: true }, "silent"],
    ["per-address", { ...prompt, failure: "graceful" }, "silent"],
    ["fs-hold-timers", { ...prompt, failure: "crash", client: "slow" }, "loud"],
    ["fs-hold-coordinated", { ...prompt, failure: "crash", smb: true }, "silent"],
    ["clustered-epochs", { ...prompt, failure: "graceful", smb: true }, "loud"],
    ["lock-managers", { ...prompt, failure: "crash", client: "slow" }, "loud"],
    ["lock-managers", { ...prompt, failure: "graceful", client: "slow" }, "loud"],
    ["one-mount", { ...prompt, failure: "crash", client: "slow" }, "loud"],
    ["one-mount", { ...prompt, failure: "graceful", client: "slow" }, "loud"],
  ] as const)("is open: %s %j %s", (grace, cell, what) => {
    expect(found(grace, cell, what, 12)).toBe(true);
  });

  test.each([
    ["all-barrier", { ...prompt, failure: "graceful" }, ["loud", "silent"]],
    ["keep-barrier", { ...prompt, failure: "graceful" }, ["loud", "silent", "healthy"]],
    ["fs-hold-timers", { ...prompt, failure: "crash" }, ["loud", "silent", "healthy"]],
    ["fs-hold-coordinated", { ...prompt, failure: "crash", client: "slow" }, ["loud", "silent", "healthy"]],
    ["clustered-epochs", { ...prompt, failure: "crash" }, ["loud", "silent", "healthy"]],
    ["clustered-epochs", { ...prompt, failure: "graceful", client: "slow" }, ["loud", "silent", "healthy"]],
    ["fs-remember", { failure: "crash", client: "slow", smb: true }, ["loud", "silent", "healthy"]],
    ["fs-remember", { ...prompt, failure: "graceful", smb: true }, ["loud", "silent", "healthy"]],
    ["lock-managers", { ...prompt, failure: "crash", smb: true }, ["loud", "silent", "healthy"]],
    ["lock-managers", { ...prompt, failure: "graceful", smb: true }, ["loud", "silent", "healthy"]],
    ["one-mount", { ...prompt, failure: "crash", smb: true }, ["loud", "silent", "healthy"]],
    ["one-mount", { ...prompt, failure: "graceful", smb: true }, ["loud", "silent", "healthy"]],
  ] as const)("is closed: %s %j %j", (grace, cell, whats) => {
    for (let index = 1; index <= 3; index += 1) {
      const run = measuredRun(`matrix/${index}`, { grace, ...cell, set: {} });
      for (const what of whats) expect([index, what, run[what]]).toEqual([index, what, false]);
    }
  });

  test("stays closed when a server dies for which somebody has not reclaimed yet", () => {
    const cell = { grace: "fs-hold-coordinated", failure: "crash", client: "slow", smb: false, set: {} } as const;
    expect(measuredRun("hard/42", cell)).toMatchObject({ loud: false, silent: false, windowUs: 0 });
  });
});
