import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LockDesign } from "../../model/index.ts";
import { type Comparison, plain } from "../../reports/index.ts";
import { captured } from "../captured-io.ts";
import type { RunRequest } from "../session/request.ts";
import { pairing } from "./paired-plans.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-compare-"));
const compare = (...args: string[]) => captured(["compare", ...args], { cwd });
const request: RunRequest = { seed: "p", set: {}, drop: [], asShipped: false, defects: [] };
const kept = ["fcntl", "etcd-ttl", "plugin"] as const;

describe("the plans of a seed", () => {
  test("differ in nothing but the lock while only what all can suffer is drawn", () => {
    const { pairOf } = pairing(request, kept, undefined);
    for (let seed = 1; seed <= 40; seed += 1) {
      const scenarios = pairOf(`p/${seed}`).plans.map(({ scenario }) => scenario);
      expect(scenarios.map(({ lock }) => lock)).toEqual(kept);
      const [first, ...others] = scenarios.map((scenario) => ({ ...scenario, lock: "" }));
      for (const other of others) expect(other).toEqual(first);
    }
  });

  test("hurt a file as they hurt a lease", () => {
    const { pairOf } = pairing({ ...request, drop: ["lock-storage-answers", "lock-object-stays"] }, kept, undefined);
    const translated = new Set<string>();
    for (let seed = 1; seed <= 60; seed += 1) {
      const [file, lease] = pairOf(`p/${seed}`).plans.map(({ scenario }) => scenario.faults);
      expect(file?.map(({ atUs }) => atUs)).toEqual(lease?.map(({ atUs }) => atUs));
      for (const [index, fault] of (file ?? []).entries())
        if (fault.kind !== lease?.[index]?.kind) translated.add(`${lease?.[index]?.kind} ${fault.kind}`);
    }
    expect([...translated].sort()).toEqual([
      "lease-ends-early replace-lock-file",
      "service-cut storage-hang",
      "service-stall storage-hang",
    ]);
  });

  test("strike no process that one of them does not have, and say so", () => {
    const locks: readonly LockDesign[] = ["fcntl", "none"];
    const pairs = Array.from({ length: 20 }, (_, seed) => pairing(request, locks, undefined).pairOf(`p/${seed}`));
    const programs = pairs.flatMap(({ plans }) =>
      plans.flatMap(({ scenario }) => scenario.faults.map((fault) => ("program" in fault ? fault.program : ""))),
    );
    expect(programs).not.toContain("lock-helper");
    expect(pairing(request, locks, undefined).leftOut.map(({ what }) => what)).toContain("partition");
  });
});

test("measures every design over the same seeds, and says what was left out", async () => {
  const { code, out } = await compare("--lock", "fcntl,plugin", "--runs", "3", "--seed", "c", "--json");
  const { designs, runs, leftOut, budgetBroken } = JSON.parse(out) as Comparison;
  expect(code).toBe(0);
  expect({ runs, budgetBroken, designs: designs.map(({ lock }) => lock) }).toEqual({
    runs: 3,
    budgetBroken: false,
    designs: ["fcntl", "plugin"],
  });
  for (const { measures } of designs) {
    expect(measures["messages"]?.values).toHaveLength(3);
    expect(measures["lockRequests"]?.median).toBeGreaterThan(0);
  }
  expect(designs[1]?.differences["lockRequests"]).toMatchObject({ n: 3 });
  expect(leftOut.map(({ what }) => what)).toContain("service-cut");
});

test("compares where connections stand, over the same lock", async () => {
  const args = ["--scenario", "client-hangs", "--runs", "1", "--seed", "t"];
  const { code, out } = await compare("--tickles", "lists,replicated", ...args, "--json");
  const { designs, reproduce } = JSON.parse(out) as Comparison;
  expect(code).toBe(0);
  expect(designs.map(({ name, lock }) => [name, lock])).toEqual([
    ["lists", "fcntl"],
    ["replicated", "fcntl"],
  ]);
  expect(designs.map(({ measures }) => measures["untoldClients"]?.values)).toEqual([[1], [0]]);
  expect(designs.map(({ measures }) => measures["movedClients"]?.values)).toEqual([[1], [1]]);
  expect(reproduce).toContain("--tickles lists,replicated");
});

test("compares where it stands who serves what, over the same lock", async () => {
  const args = ["--scenario", "addresses-disable-enable", "--runs", "1", "--seed", "t"];
  const { code, out } = await compare("--served", "lists,replicated", ...args, "--json");
  const { designs, reproduce } = JSON.parse(out) as Comparison;
  expect(code).toBe(0);
  expect(designs.map(({ name }) => name)).toEqual(["lists", "replicated"]);
  const [lists = {}, replicated = {}] = designs.map(({ measures }) => measures);
  expect(replicated["addressesTaken"]?.values).toEqual(lists["addressesTaken"]?.values);
  expect(replicated["takeoverPackets"]?.max).toBeLessThan(lists["takeoverPackets"]?.max ?? 0);
  expect(lists["ownerPackets"]?.values).toEqual([0]);
  expect(replicated["ownerPackets"]?.max).toBeGreaterThan(0);
  expect(reproduce).toContain("--served lists,replicated");
});

test("compares who reloads public addresses, which then change", async () => {
  const { code, out } = await compare(
    "--reload",
    "child,helper",
    "--databases",
    "0",
    "--runs",
    "3",
    "--seed",
    "t",
    "--json",
  );
  const { designs, reproduce } = JSON.parse(out) as Comparison;
  expect(code).toBe(0);
  expect(designs.map(({ name }) => name)).toEqual(["child", "helper"]);
  const [child, helper] = designs.map(({ measures }) => measures["reloads"]?.values);
  expect(child?.some((count) => (count ?? 0) > 0)).toBe(true);
  expect(helper).toEqual(child);
  const [asked, own] = designs.map(({ measures }) => measures["reloadLongestUs"]?.values);
  expect(own).not.toEqual(asked);
  expect(reproduce).toContain("--reload child,helper");
  expect(reproduce.match(/--reload/g)).toHaveLength(1);
});

test("only a broken budget ends with 1", async () => {
  const args = ["--lock", "fcntl,etcd-ttl", "--scenario", "poweroff-leader.fcntl", "--runs", "2", "--seed", "b"];
  expect((await compare(...args, "--budget", "1ms")).code).toBe(1);
  expect((await compare(...args, "--budget", "10m")).code).toBe(0);
});

test("what comes from outside is harmless in page and terminal", async () => {
  const seed = "</script><img src=x onerror=alert(1)>";
  const { code, out } = await compare("--lock", "fcntl,none", "--runs", "1", "--seed", seed, "--html", "c.html");
  const html = readFileSync(join(cwd, "c.html"), "utf8");
  expect(code).toBe(0);
  expect(out).not.toContain("\u001b");
  expect(html).not.toContain("\u001b");
  expect(html).not.toMatch(/<img|<script|https?:\/\//);
});

test("a narrow page is not overrun", async () => {
  const look = { columns: 60, paint: plain };
  const { out } = await captured(["compare", "--lock", "fcntl,plugin", "--runs", "1", "--seed", "c"], { cwd, look });
  const long = out.split("\n").filter((line) => line.length > 60 && !line.startsWith("reproduce"));
  expect(long.filter((line) => !line.includes("runs each"))).toEqual([]);
});

test.each([
  [["--lock", "fcntl"], "expected 2 to 6"],
  [["--lock", "fcntl,etcd"], "there is no"],
  [["--lock", "fcntl,plugin", "--runs", "0"], "--runs"],
  [["--lock", "fcntl,plugin", "--budget", "soon"], "--budget"],
  [["--lock", "fcntl,plugin", "--ctdb", "4.3"], "takes its lock itself"],
  [["--lock", "fcntl,plugin", "--runs", "1", "--html", "no/such/folder.html"], "--html"],
  [["--runs", "1"], "--lock"],
  [["--tickles", "lists,tables"], "there is no"],
  [["--served", "lists,tables"], "there is no"],
  [["--tickles", "lists,replicated", "--takeover", "helper,inline"], "both list designs"],
  [["--tickles", "lists,replicated", "--lock", "fcntl,none"], "give one design of the lock"],
])("one sentence for %j", async (args, sentence) => {
  const { code, err } = await compare("--seed", "1", ...args);
  expect(code).toBe(64);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect(err).toContain(sentence);
});
