import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { graceNames } from "../model/index.ts";
import { plain } from "../reports/index.ts";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const run = (line: string) =>
  captured(
    line
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => (word === "''" ? "" : word)),
    { cwd },
  );

writeFileSync(join(cwd, "cut.json"), `{"version": 1, "nodes"`);
writeFileSync(join(cwd, "wide.json"), `{"version": 1, "nodes": 300}`);
writeFileSync(join(cwd, "dropped.json"), `{"version": 1, "dropped": ["lock-object-stay"]}`);
writeFileSync(
  join(cwd, "unknown-guard.mjs"),
  `export default { id: "x", chart: "election", guards: { nobody: () => true } };`,
);
writeFileSync(
  join(cwd, "unknown-chart.mjs"),
  `export default { id: "x", chart: "elections", guards: { nobody: () => true } };`,
);
writeFileSync(join(cwd, "broken.mjs"), "export default {");
writeFileSync(join(cwd, "empty.mjs"), "");
for (const folder of ["no-tape", "cut-tape", "bad-tape"]) {
  mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, folder, "scenario.json"), `{"version": 1}`);
}
writeFileSync(join(cwd, "cut-tape", "tape.json"), `{"tape":1,"labels":["a"],"entries":[0,2`);
writeFileSync(join(cwd, "bad-tape", "tape.json"), `{"tape":1,"labels":["a"],"entries":[0,2]}`);

describe("bad input gets one sentence, exit 64 and no stack", () => {
  it.each([
    ["", "name a command; they are listed by: cluster-sim --help"],
    ["zoo", "name a command; they are listed by: cluster-sim zoo --help"],
    ["zoo catch", "unknown command 'catch'; see: cluster-sim zoo --help"],
    ["simulate", "unknown command 'simulate'; see: cluster-sim --help"],
    ["help allocat", `help: there is no "allocat"; did you mean "allocate"?`],
    ["help zoo lst", `help: there is no "lst"; did you mean "list"?`],
    ["zoo help lst", `help: there is no "lst"; did you mean "list"?`],
    ["help run now", `help: run has no commands of its own, such as "now"`],
    ["run --sed 3", "unknown option '--sed' (Did you mean one of --seed, --set?)"],
    ["run 42", "too many arguments for 'run'"],
    ["run --seed ''", "--seed: expected a text, got an empty one; leave the option out to have a seed drawn"],
    ["run --nodes 0", `--nodes: expected an integer from 1 to 128, got "0"`],
    ["run --nodes 300", `--nodes: expected an integer from 1 to 128, got "300"`],
    ["run --runs 0", `--runs: expected an integer from 1 to 10000000, got "0"`],
    ["run --keep --runs 3", "--keep: one run is kept, not --runs; give the seed of one"],
    [
      "compare --served lists --runs 3",
      "--served: one design compares with nothing; give two or more, separated by commas",
    ],
    ["run --lock etcd", `--lock: there is no "etcd"; these begin so: etcd-ttl, etcd-put-2016, etcd-put-fixed`],
    ["run --grace all", "--grace: a run has one design"],
    ["run --recovery serail", `--recovery: there is no "serail"; did you mean "serial"?`],
    ["run --databases 21", `--databases: expected an integer from 0 to 20, got "21"`],
    ["run --databases -1", `--databases: expected an integer from 0 to 20, got "-1"`],
    [
      "run --scenario calm --databases 3",
      "--databases: the scenario says that itself; change the file, or leave out --scenario",
    ],
    ["explore --recovery both", `--recovery: there is no "both"; known: parallel, serial`],
    ["compare --lock fcntl,plugin --databases many", `--databases: expected an integer from 0 to 20, got "many"`],
    ["run --faults partitoin", `--faults: there is no "partitoin"; did you mean "partition"?`],
    ["run --duration soon", `--duration: expected a time such as 90s, 500ms or 3m, got "soon"`],
    ["run --duration 120s", "--duration: a cluster is watched for 140 s after its heal"],
    ["run --recovery serial --duration 200s", "give at least 570s, or leave the option out"],
    ["run --set leaderTimeout=5s", `--set: there is no "leaderTimeout"; did you mean "leaderTimeoutUs"?`],
    [
      "run --drop-assumption lock-object-stay",
      `--drop-assumption: there is no "lock-object-stay"; did you mean "lock-object-stays"?`,
    ],
    ["run --strategy wild", `--strategy`],
    ["run --scenario gone.json", `--scenario: there is no file "gone.json"`],
    ["run --scenario cut.json", "cut.json: line 1: the JSON is cut off; a bracket or a quote is not closed"],
    ["run --scenario wide.json", "wide.json: nodes: expected a number of at most 128, got 300"],
    [
      "run --seed s --drop-assumption records-are-held",
      `--drop-assumption: there is no "records-are-held"; did you mean "records-are-held-briefly"? They are listed by: cluster-sim properties`,
    ],
    ["explore --drop-assumption nothing", "They are listed by: cluster-sim properties"],
    ["run --scenario dropped.json", `dropped.json: dropped: there is no "lock-object-stay"`],
    ["run --runs 8 --out cut.json", "--out: cut.json cannot be a folder, for it is a file; give a folder that can be"],
    ["run --out cut.json/there", "cut.json is a file; give a folder that can be written"],
    ["explore --scenario calm --out cut.json", "--out: cut.json cannot be a folder"],
    ["zoo run zoo-e08 --out cut.json", "--out: cut.json cannot be a folder"],
    [
      "run --scenario calm --nodes 3",
      "--nodes: the scenario says that itself; change the file, or leave out --scenario",
    ],
    ["run --defect gone", `--defect: there is no file "gone" and no defect of that name`],
    ["run --defect unknown-guard.mjs", "nobody"],
    ["run --defect unknown-chart.mjs", `chart: there is no chart "elections"; did you mean "election"?`],
    ["run --defect broken.mjs", "--defect broken.mjs: cannot be loaded: "],
    [
      "run --defect empty.mjs",
      "--defect empty.mjs: override: expected an object {id, chart, guards?, actions?, …}, got undefined",
    ],
    ["replay gone", `there is no run folder "gone"; a failing run writes one and prints its name`],
    ["replay no-tape", `replay: there is no file "no-tape/tape.json"`],
    [
      "replay cut-tape",
      "cut-tape/tape.json: Expected the tape to be one JSON object; the text is cut off or is no JSON",
    ],
    ["replay bad-tape", "bad-tape/tape.json: Entry 0: expected three numbers, got 2; the tape is cut off"],
    ["replay bad-tape --node 1", "--node: chooses what --state prints; give --state too"],
    ["diagram electoin", `diagram: there is no "electoin"; did you mean "election"?`],
    ["diagram election --format svg", `--format: there is no "svg"; known: mermaid, json`],
    ["init cut.json", `init: "cut.json" exists; name another file, or overwrite it with --force`],
    ["init gone/s.json", `init: cannot write "gone/s.json" (ENOENT)`],
  ])("%s", async (line, sentence) => {
    const { code, err } = await run(line);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).toMatch(/^cluster-sim: /);
    expect(code).toBe(64);
  });

  it("what is named wrongly is said before the seed is", async () => {
    expect(await run("run --drop-assumption records-are-held")).toMatchObject({ code: 64, out: "" });
    expect(await run("run --scenario dropped.json")).toMatchObject({ code: 64, out: "" });
    expect(await run("run --runs 8 --out cut.json")).toMatchObject({ code: 64, out: "" });
  });

  it("text in an error cannot drive the terminal", async () => {
    const { err } = await captured(["run", "--lock", "\u001b[2J"], { cwd });
    expect(err).toContain("\\u{1b}[2J");
  });
});

describe("lists", () => {
  it("graces lists every design that --grace takes, each with a sentence", async () => {
    const { out } = await captured(["graces"], { look: { columns: 200, paint: plain } });
    const listed = out.trimEnd().split("\n");
    expect(listed.flatMap((line) => line.match(/^[\w-]+/) ?? [])).toEqual([...graceNames]);
    for (const line of listed.filter((one) => !one.startsWith(" "))) expect(line).toMatch(/ {2}\w.* /);
  });

  it("graces says of each design where it can be had, to people and to programs", async () => {
    const rows = JSON.parse((await run("graces --json")).out) as { grace: string; today: string }[];
    expect(rows.map(({ grace }) => grace)).toEqual([...graceNames]);
    for (const columns of [40, 200]) {
      const { out } = await captured(["graces"], { look: { columns, paint: plain } });
      expect(out).not.toContain("\n\n");
      const words = out.replace(/\s+/g, " ");
      for (const { today } of rows) expect(words).toContain(`today: ${today}`);
    }
  });

  it.each(["names", "faults", "graces", "scenarios"])("%s --json is JSON", async (command) => {
    const { code, out } = await run(`${command} --json`);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out)).length).toBeGreaterThan(0);
  });

  it("names says of each name what it means, what stands there and where it comes from", async () => {
    const rows = JSON.parse((await run("names --json")).out) as Record<string, string>[];
    for (const row of rows.filter(({ kind }) => kind !== "state")) {
      for (const field of ["chart", "name", "sentence", "default", "place"])
        expect(row[field], JSON.stringify(row)).not.toBe("");
    }
  });

  it("diagram draws each chart it lists", async () => {
    const charts = (await run("diagram")).out.split("\n").flatMap((line) => /^[\w-]+/.exec(line) ?? []);
    expect(charts.length).toBeGreaterThan(5);
    for (const chart of charts) {
      expect((await run(`diagram ${chart}`)).out).toMatch(/^stateDiagram-v2\n/);
      expect(JSON.parse((await run(`diagram ${chart} --format json`)).out)).toMatchObject({ id: chart });
    }
  });

  it("init writes a scenario that its own loader takes", async () => {
    expect(await run("init fresh.jsonc")).toMatchObject({
      code: 0,
      out: expect.stringContaining("--scenario fresh.jsonc"),
    });
  });
});

it("help and version are no errors", async () => {
  expect(await run("--help")).toMatchObject({ code: 0, err: "", out: expect.stringContaining("Exit codes: 0 holds") });
  expect(await run("--version")).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  const asked = await run("run --help");
  expect(asked).toMatchObject({ code: 0, err: "" });
  expect(await run("help run")).toEqual(asked);
  expect(await run("help")).toEqual(await run("--help"));
  expect(await run("zoo help list")).toEqual(await run("zoo list --help"));
});
