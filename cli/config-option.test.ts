import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { RunVerdict } from "../reports/index.ts";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const run = (line: string) => captured(line.split(" "), { cwd });

/** A folder with these files in the working directory. */
function folder(name: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(cwd, name, file, ".."), { recursive: true });
    writeFileSync(join(cwd, name, file), text);
  }
}

cpSync(fileURLToPath(new URL("../fixtures/configurations/three-nodes", import.meta.url)), join(cwd, "three"), {
  recursive: true,
});
folder("odd", {
  nodes: "10.0.0.1\n#10.0.0.2\n10.0.0.3\n",
  "ctdb.conf": "[cluster]\ncluster lock = !/opt/mine --fast\n",
  "ctdb.tunables": "VacuumLimit=1\nRecoverInterval=2\n",
  lvs_nodes: "10.0.0.3\n10.0.0.1 follower-only\n",
  "notify.sh": "",
});
folder("homes", {
  nodes: "10.0.0.1\n10.0.0.2\n",
  public_addresses: "10.2.0.1/24 eth0\n10.2.0.2/24 eth0\n",
  home_nodes: "10.2.0.1 1\n10.2.0.2 1\n",
  "node.1/home_nodes": "10.2.0.1 0\n",
  "ctdb.tunables": "IPAllocAlgorithm=0\n",
});
folder("none", { nodes: "10.0.0.1\n10.0.0.2\n" });
folder("slow", { nodes: "10.0.0.1\n", "ctdb.tunables": "RecoverInterval=86400\n" });
folder("broken", { nodes: "10.0.0.1\n10.0.0.1\n" });

it("simulates the configured cluster and says what it took, and what it does not simulate", async () => {
  const { code, out } = await run("run --config three --seed 1 --duration 200s --faults pause-process");
  expect(code).toBe(0);
  expect(out).toContain("three: ctdb.conf, ctdb.tunables, nodes, public_addresses");
  expect(out).toMatch(/not simulated yet {2}ctdb.conf \[logging\] location, script.options \(1 option\)/);
  expect(out).toContain("3 nodes, lock fcntl");
  expect(out).toContain("reproduce: npx cluster-sim run --seed 1 --config three --faults pause-process");
});

it("takes the homes of public addresses over, so that they are judged", async () => {
  const { out } = await run("run --config homes --seed 1 --duration 200s --faults pause-process --json");
  const { properties } = JSON.parse(out) as RunVerdict;
  expect(properties.find(({ name }) => name === "at-home-after-run")?.verdict).toBe("holds");
  const told = await run("run --config homes --seed 1 --duration 200s --faults pause-process");
  expect(told.out).toContain("homes: ctdb.tunables, home_nodes, nodes, public_addresses");
  expect(told.out).toMatch(/not simulated yet +node\.1\/home_nodes/);
});

it("asks what an unknown lock command is, and takes --lock for it alone", async () => {
  expect((await run("run --config odd")).all).toMatch(
    /^cluster-sim: --config: odd\/ctdb.conf: line 2: the cluster lock is a command that is not known here; say with --lock/,
  );
  const { out } = await run("run --config odd --lock fcntl --seed 1 --duration 300s --faults pause-process");
  expect(out).toContain("3 nodes (deleted: 1), lock fcntl");
  expect(out).toContain("recoverIntervalUs=2 s");
  expect(out).toMatch(/not simulated yet +notify.sh/);
  expect(out).toContain("lvs of 0, 2, never led by 0");
  expect(out).toMatch(/warning +odd\/ctdb.tunables: line 1: the tunable VacuumLimit is obsolete/);
  expect(out).toContain("--config odd --lock fcntl");
  expect((await run("run --config three --lock fcntl")).all).toBe(
    "cluster-sim: --lock: three/ctdb.conf: line 6: says that itself (fcntl); change the file, or leave out --lock\n",
  );
  expect((await run("run --config none --lock fcntl")).all).toBe(
    "cluster-sim: --lock: the configuration has no cluster lock; set one in none/ctdb.conf, or leave out --lock\n",
  );
});

it.each([
  ["run --config three --nodes 3", "--nodes: the folder of --config says that itself"],
  ["run --config three --scenario calm", "--config: the scenario says that itself"],
  ["run --config nowhere", '--config: there is no folder "nowhere"'],
  ["run --config broken", "--config: broken/nodes: line 2: the address 10.0.0.1 is that of line 1 already"],
  ["run --config slow", "--config: with these tunables a cluster settles so slowly"],
  ["run --config three --ctdb head,head", "--ctdb: expected one version, or one for each of the folder's 3 nodes"],
  ["explore --config broken", "--config: broken/nodes: line 2"],
])("%s gets one sentence", async (line, sentence) => {
  const { code, err } = await run(line);
  expect(code).toBe(64);
  expect(err).toContain(`cluster-sim: ${sentence}`);
  expect(err.trim().split("\n")).toHaveLength(1);
});

it("--set counts more than the folder, and --json keeps standard output to JSON", async () => {
  const line =
    "run --config odd --lock fcntl --set recoverIntervalUs=1s --seed 1 --duration 200s --json --faults admin";
  const { out, err } = await run(line);
  expect(out.split("\n").filter((one) => one !== "")).toHaveLength(1);
  expect(JSON.parse(out)).toMatchObject({ seed: "1" });
  expect(err).toContain("cluster-sim: warning: odd/ctdb.tunables: line 1: the tunable VacuumLimit is obsolete");
});

it("a saved run is replayed without the folder", async () => {
  folder("gone", { nodes: "#10.0.0.1\n10.0.0.2\n10.0.0.3\n" });
  const line = "run --config gone --drop-assumption no-partition --seed 1 --runs 12 --out saved";
  const { out } = await run(line);
  rmSync(join(cwd, "gone"), { recursive: true });
  const place = /written to (saved\S+)/.exec(out)?.[1];
  if (place === undefined) throw new Error("no run of twelve failed");
  expect(JSON.parse(readFileSync(join(cwd, place, "scenario.json"), "utf8"))).toMatchObject({ nodes: 3, deleted: [0] });
  const again = await run(`replay ${place}`);
  expect(again.code).not.toBe(4);
  expect(again.out).toContain("--config gone");
});
