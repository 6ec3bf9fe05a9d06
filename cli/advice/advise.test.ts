import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { constantsWith, graceNames, type WindowInputs, windowAdvice, windowTerms } from "../../model/index.ts";
import { plain } from "../../reports/index.ts";
import { captured } from "../captured-io.ts";
import { type WitnessSetting, witnessRun } from "./find-witness.ts";

const s = 1_000_000;
const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-advise-"));
const advise = (...args: string[]) => captured(["advise", ...args], { cwd });

/** A configuration folder of this name in the test's own folder. */
function folder(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(cwd, name, "events/legacy"), { recursive: true });
  const all = { nodes: "10.0.0.1\n10.0.0.2\n10.0.0.3\n", public_addresses: "10.1.1.1/24 eth0\n", ...files };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(cwd, name, file), text);
  return name;
}

interface Printed {
  readonly because: string;
  readonly reproduce: string;
  readonly windows: Readonly<Record<string, string>>;
  readonly terms: readonly { readonly name: string; readonly mostUs: number | null }[];
  readonly designs: readonly {
    readonly grace: string;
    readonly isEmpty: boolean;
    readonly conditions: readonly {
      readonly window: string;
      readonly judgement: string;
      readonly runs: number;
      readonly title: string;
      readonly why: string;
      readonly remedy: { readonly sentence: string } | null;
      readonly witness: {
        readonly seed: string;
        readonly shows: string;
        readonly property: string;
        readonly exitCode: number;
        readonly reproduce: string;
      } | null;
    }[];
  }[];
}

const json = async (...args: string[]): Promise<Printed> => {
  const { out, code } = await advise(...args, "--json");
  expect(code).toBe(0);
  return JSON.parse(out) as Printed;
};

describe("the designs", () => {
  test.each([
    ["kernel", "CTDB_NFS_CALLOUT=/usr/libexec/ctdb/nfs-linux-kernel-callout\n", ["kernel-2026", "movers-after-takeip"]],
    ["ganesha", "CTDB_NFS_CALLOUT='/etc/ctdb/nfs-ganesha-callout'\n", ["keep-barrier", "per-address"]],
    ["gluster", "CTDB_NFS_CALLOUT=/x/nfs-gluster-callout\n", ["keep-barrier", "per-address"]],
  ])("of a %s call-out are those it comes to", async (name, options, expected) => {
    const { designs } = await json("--config", folder(name, { "script.options": options }), "--runs", "0");
    expect(designs.map(({ grace }) => grace)).toEqual(expected);
  });

  test.each([
    ["nothing", {}],
    ["an empty option", { "script.options": "CTDB_NFS_CALLOUT=\n" }],
  ])("are those of the kernel's call-out where %s names another, and that is said", async (name, files) => {
    const { designs, because } = await json("--config", folder(name, files), "--runs", "0");
    expect(designs.map(({ grace }) => grace)).toEqual(["kernel-2026", "movers-after-takeip"]);
    expect(because).toContain("events/legacy/60.nfs.options");
  });

  test("go by the options beside the event script, which count more than those of all", async () => {
    const name = folder("beside", {
      "script.options": "CTDB_NFS_CALLOUT=/x/nfs-linux-kernel-callout\n",
      "events/legacy/60.nfs.options": "CTDB_NFS_CALLOUT=/x/nfs-ganesha-callout\n",
    });
    const { designs } = await json("--config", name, "--runs", "0");
    expect(designs[0]?.grace).toBe("keep-barrier");
  });

  test("are all where the call-out is unknown, or those given", async () => {
    const own = folder("own", { "script.options": "CTDB_NFS_CALLOUT=/opt/own\n" });
    const { designs, because } = await json("--config", own, "--runs", "0");
    expect([designs.length, because]).toEqual([graceNames.length, expect.stringContaining("own is not known here")]);
    const given = await json("--config", own, "--runs", "0", "--grace", "none,fs-remember");
    expect(given.designs.map(({ isEmpty }) => isEmpty)).toEqual([false, true]);
  });
});

test("a gluster call-out stands on a file system that is as slow as GlusterFS, unless another time is given", async () => {
  const gluster = folder("slow", { "script.options": "CTDB_NFS_CALLOUT=/x/nfs-gluster-callout\n" });
  const release = async (...args: string[]) => {
    const { terms } = await json("--config", gluster, "--grace", "none", "--runs", "0", ...args);
    return terms.find(({ name }) => name === "release")?.mostUs;
  };
  expect(await release()).toBe(42 * s);
  expect(await release("--fs-release", "5s")).toBe(5 * s);
});

test("the lease is that of nfsd for the kernel's call-out, of ganesha for others, or the one given", async () => {
  const lease = async (...args: string[]) => {
    const { terms } = await json("--runs", "0", ...args);
    return terms.find(({ name }) => name === "lease")?.mostUs;
  };
  const kernel = folder("nfsd", {});
  expect(await lease("--config", kernel)).toBe(90 * s);
  expect(await lease("--config", kernel, "--lease", "10s")).toBe(10 * s);
  const ganesha = folder("leased", { "script.options": "CTDB_NFS_CALLOUT=/x/nfs-ganesha-callout\n" });
  expect(await lease("--config", ganesha)).toBe(60 * s);
});

test("times come from the folder, and --set counts more", async () => {
  const tuned = folder("tuned", { "ctdb.tunables": "KeepaliveInterval=2\nKeepaliveLimit=4\nTakeoverTimeout=3\n" });
  const of = async (...args: string[]) => {
    const { terms } = await json("--config", tuned, "--grace", "none", "--runs", "0", ...args);
    return Object.fromEntries(terms.map(({ name, mostUs }) => [name, mostUs]));
  };
  expect(await of()).toMatchObject({ detection: 10 * s, barrier: 9 * s, reclaim: null });
  expect(await of("--set", "keepaliveLimit=1", "--reclaim", "2s", "--fs-release", "7s,9s")).toMatchObject({
    detection: 4 * s,
    reclaim: 2 * s,
    release: 9 * s,
  });
});

test("a run is named that shows what is open, by a command that ends as is said", async () => {
  const args = ["--config", "three-nodes", "--grace", "keep-barrier", "--runs", "3", "--seed", "a"];
  const { designs } = await json(...args);
  const conditions = designs[0]?.conditions ?? [];
  for (const { judgement, runs } of conditions) expect(runs > 0).toBe(judgement !== "holds");
  const found = conditions.flatMap(({ witness }) => (witness === null ? [] : [witness]));
  expect(new Set(found.map(({ shows }) => shows))).toEqual(new Set(["taken", "untold"]));
  for (const { reproduce, exitCode, property, seed } of found) {
    const [, , command = "", ...options] = reproduce.split(" ");
    const { code, out } = await captured([command, ...options, "--no-shrink", "--json"], { cwd });
    expect([command, code]).toEqual(["run", exitCode]);
    const verdict = JSON.parse(out) as { seed: string; properties: { name: string; verdict: string }[] };
    expect(verdict.seed).toBe(seed);
    expect(verdict.properties.find(({ name }) => name === property)?.verdict).toBe("violated");
  }
});

test("the same command points to the same files; another with that seed does not overwrite them", async () => {
  const args = ["--config", "three-nodes", "--grace", "none", "--runs", "1", "--seed", "files"];
  const commands = async (...more: string[]) =>
    (await json(...args, ...more)).designs.flatMap(({ conditions }) =>
      conditions.flatMap(({ witness }) => (witness === null ? [] : [witness.reproduce])),
    );
  const first = await commands("--fs-release", "1s");
  expect(first.length).toBeGreaterThan(0);
  expect(await commands("--fs-release", "1s")).toEqual(first);
  const other = await commands("--fs-release", "2s");
  expect(other.filter((command) => first.includes(command))).toEqual([]);
});

test("the text says what each part is, what would close what is open, and the command, whole", async () => {
  const look = { columns: 60, paint: plain };
  const args = ["advise", "--config", folder("told", {}), "--runs", "3", "--seed", "a"];
  const { out } = await captured(args, { cwd, look });
  for (const part of ["W1", "W3", "W4", "W5"]) expect(out).toMatch(new RegExp(`\\n  ${part}  \\w`));
  expect(out).toContain("remedy: every server must enter grace");
  expect(out).toMatch(/\n {7}npx cluster-sim run --scenario out\/advise\/kernel-2026-W1-\S+\.json\n/);
});

test("a client whose record was queued is never told; in a shared directory it is", () => {
  const shows = (records: WindowInputs["records"]) => {
    const constants = constantsWith({});
    const releaseUs = [s, s] as const;
    const inputs = { constants, lock: "fcntl", releaseUs, leaseUs: 60 * s, reclaimUs: 0, records } as const;
    const queued = windowTerms({ ...inputs, records: "database" });
    const cell = windowAdvice("all-barrier", queued).conditions.find(({ window }) => window === "W5")?.witness;
    const setting: WitnessSetting = { inputs, terms: queued, set: {}, isReleaseGiven: true };
    const first = cell && [1, 2, 3].find((run) => witnessRun(`a/${run}`, "all-barrier", cell, setting) !== null);
    return first !== undefined;
  };
  expect([shows("database"), shows("shared-directory")]).toEqual([true, false]);
});

test("the table fits a narrow terminal, without colours in a pipe", async () => {
  const look = { columns: 40, paint: plain };
  const args = ["advise", "--config", "three-nodes", "--grace", "all", "--runs", "0", "--seed", "a"];
  const { out, code } = await captured(args, { cwd, look });
  const body = out.slice(out.indexOf("Times"), out.indexOf("reproduce:"));
  expect(code).toBe(0);
  expect(body.split("\n").filter((line) => line.length > 40)).toEqual([]);
  expect(body).not.toContain("\u001b");
  expect(body).toContain("witness: not looked for");
});

test.each([
  [["--config", "/nowhere"], "--config: there is no folder"],
  [["--config", ""], "--config: expected the name of a folder"],
  [[], "--config"],
  [["--config", "three-nodes", "--grace", "keep-barier"], "keep-barrier"],
  [["--config", "three-nodes", "--grace", "all-at-once"], "cluster-sim graces"],
  [["--config", "three-nodes", "--grace", "none,all"], '"all" stands alone'],
  [["--config", "three-nodes", "--grace", ","], "got none"],
  [["--config", "three-nodes", "--runs", "-1"], "--runs"],
  [["--config", "three-nodes", "--lease", "long"], "--lease"],
  [["--config", "three-nodes", "--reclaim", "5"], "--reclaim"],
  [["--config", "three-nodes", "--fs-release", "9s,5s"], "the shorter time first"],
  [["--config", "three-nodes", "--fs-release", "1s,2s,3s"], "--fs-release"],
  [["--config", "three-nodes", "--lock", "plugin"], "--lock"],
  [["--config", "three-nodes", "--seed", ""], "--seed"],
  [["--config", "three-nodes", "--set", "failoverDisabled=1"], "nothing moves"],
])("one sentence for %j", async (args, sentence) => {
  const { code, err, out } = await advise(...args);
  expect([code, out]).toEqual([64, ""]);
  expect(err).toContain(sentence);
  expect(err.trim().split("\n")).toHaveLength(1);
});

test.each([
  ["one node", { nodes: "10.0.0.1\n" }, "has one node, so nothing moves"],
  ["a deleted node", { nodes: "10.0.0.1\n#10.0.0.2\n" }, "has one node, so nothing moves"],
  ["split", { "node.0/public_addresses": "10.1.1.9/24 eth0\n" }, undefined],
])("one sentence for a folder of which nothing can move: %s", async (name, files, sentence) => {
  mkdirSync(join(cwd, name, "node.0"), { recursive: true });
  const { code, err } = await advise("--config", folder(name, files), "--runs", "0");
  expect(code).toBe(sentence === undefined ? 0 : 64);
  expect(err).toContain(sentence ?? "");
});

test("one sentence for addresses that one node each may have", async () => {
  const own = (pnn: number) => ({ [`node.${pnn}/public_addresses`]: `10.1.1.${pnn + 1}/24 eth0\n` });
  for (const pnn of [0, 1]) mkdirSync(join(cwd, "alone", `node.${pnn}`), { recursive: true });
  const files = { nodes: "10.0.0.1\n10.0.0.2\n", public_addresses: "", ...own(0), ...own(1) };
  const { code, err } = await advise("--config", folder("alone", files));
  expect([code, err]).toEqual([64, expect.stringContaining("no public address that more than one node")]);
});

test("one sentence for a folder without public addresses", async () => {
  const { code, err } = await advise("--config", folder("bare", { public_addresses: "" }));
  expect([code, err]).toEqual([64, expect.stringContaining("no public addresses")]);
});
