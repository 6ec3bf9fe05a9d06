import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { captured } from "./captured-io.ts";

const cwd = mkdtempSync(join(tmpdir(), "cluster-sim-"));
const run = (line: string, input: unknown) =>
  captured(line.split(" "), {
    cwd,
    input: () => Promise.resolve(typeof input === "string" ? input : JSON.stringify(input)),
  });

const example = {
  algorithm: "lcp2",
  tunables: { NoIPTakeover: 0, NoIPFailback: 0 },
  forceRebalanceNodes: [],
  homeNodes: {},
  nodeFlags: [0, 2],
  runstates: [5, 5],
  known: [[["10.0.0.1", -1]], [["10.0.0.1", -1]]],
  available: [["10.0.0.1"], []],
};

describe("allocate --json", () => {
  it("answers in list order", async () => {
    expect(await run("allocate --json", example)).toMatchObject({
      code: 0,
      err: "",
      out: '{"assignments":[["10.0.0.1",0]]}\n',
    });
  });

  it("has defaults for all but what is known, and says how it came to it", async () => {
    const { out } = await run("allocate --json --explain", { known: [[["10.0.0.1", 0]], [["10.0.0.2", 0]]] });
    expect(JSON.parse(out)).toEqual({
      assignments: [
        ["10.0.0.2", 1],
        ["10.0.0.1", 0],
      ],
      steps: [{ kind: "assign", address: "10.0.0.2", from: -1, to: 1, cost: 0 }],
    });
  });

  it("lets home nodes, flags and run states count", async () => {
    const known = [0, 1, 2].map(() => [["10.0.0.1", -1]]);
    const more = { algorithm: "deterministic", homeNodes: { "10.0.0.1": 2 } };
    expect((await run("allocate --json", { known, ...more })).out).toContain('"10.0.0.1",2');
    expect((await run("allocate --json", { known, ...more, nodeFlags: [0, 0, 4] })).out).toContain('"10.0.0.1",0');
    expect((await run("allocate --json", { known, ...more, runstates: [4, 5, 4] })).out).toContain('"10.0.0.1",1');
  });

  it.each([
    ["", "standard input is empty; expected a JSON object"],
    ["[]", "standard input: expected an object, got a list"],
    [`${"[".repeat(200_000)}${"]".repeat(200_000)}`, "standard input: expected an object, got a list"],
    ["{}", "known: expected a list, got nothing"],
    [{ ...example, knwon: [] }, 'standard input: there is no "knwon"; did you mean "known"?'],
    [{ ...example, algorithm: "lcp3" }, "algorithm: expected one of deterministic, nondeterministic, lcp2"],
    [{ ...example, nodeFlags: [0] }, "nodeFlags: expected 2 entries, there are 1"],
    [{ ...example, runstates: [5, "5"] }, 'runstates[1]: expected an integer from 0 to 4294967295, got "5"'],
    [{ ...example, known: [[["10.0.0.300", -1]], []] }, "known[0][0][0]: expected an address"],
    [{ ...example, known: [[["10.0.0.1", -2]], []] }, "known[0][0][1]: expected an integer from -1"],
    [{ ...example, known: [[["10.0.0.1"]], []] }, "known[0][0]: expected 2 entries"],
    [{ ...example, available: [["10.0.0.1"]] }, "available: expected 2 entries"],
    [{ ...example, tunables: { NoIPTakover: 1 } }, 'tunables: there is no tunable "NoIPTakover"'],
    [{ ...example, homeNodes: JSON.parse('{"__proto__":1}') }, "homeNodes: expected an address"],
    [{ ...example, homeNodes: { "</script>\n": 1 } }, "homeNodes: expected an address"],
    [{ known: new Array(1025).fill([]) }, "known: at most 1024 entries, there are 1025"],
    ['{"known":1e999}', "known: expected a list, got null"],
  ])("refuses %j in one sentence", async (input, sentence) => {
    const { code, out, err } = await run("allocate --json", input);
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain("\n");
  });
});

describe("allocate", () => {
  it("reads lines and prints lines that it can read again", async () => {
    const lines = "10.0.0.1 0\n10.0.0.2 0 0,2\n10.0.0.3\n";
    const first = await run("allocate --nodes 0,0x2,0", lines);
    expect(first).toMatchObject({ code: 0, err: "", out: "10.0.0.3 2\n10.0.0.2 0\n10.0.0.1 0\n" });
    const told = await run("allocate --nodes 0,0x2,0 --explain", lines);
    expect(told.out).toMatch(/^# 10\.0\.0\.3: given to node 2, whose imbalance rises by 0\n10/);
    expect((await run("allocate --nodes 0,0x2,0", told.out)).out).toBe(first.out);
  });

  it("takes tunables, forced nodes, run states, home nodes and an algorithm", async () => {
    writeFileSync(join(cwd, "home_nodes"), "10.0.0.1 1\n");
    const homes = "allocate --nodes 0,0 --algorithm deterministic --home-nodes home_nodes";
    expect((await run(homes, "10.0.0.1 0")).out).toBe("10.0.0.1 1\n");
    expect((await run(`${homes} --explain`, "10.0.0.1 0\n10.0.0.2 1")).out).toBe(
      "# 10.0.0.2: node 0 by its place in the list, which begins with the highest address\n# 10.0.0.1: node 1 by home_nodes\n10.0.0.2 0\n10.0.0.1 1\n",
    );
    expect((await run("allocate --set IPAllocAlgorithm=0 --nodes 0,0", "10.0.0.1 1")).out).toBe("10.0.0.1 0\n");
    expect((await run("allocate --set noiptakeover=1", "10.0.0.1 -1")).out).toBe("10.0.0.1 -1\n");
    expect((await run("allocate --nodes 0,0 --runstates 4,5", "10.0.0.1 0")).out).toBe("10.0.0.1 1\n");
    const two = "10.0.0.1 0\n10.0.0.2 0\n10.0.0.3 0\n10.0.0.9 1";
    expect((await run("allocate --nodes 0,0 --force 1", two)).out).not.toBe((await run("allocate", two)).out);
    writeFileSync(join(cwd, "wrong"), "# homes\n10.0.0.1 1\n");
    const wrong = await run("allocate --nodes 0,0 --algorithm deterministic --home-nodes wrong", "10.0.0.1 1");
    expect(wrong).toMatchObject({ out: "10.0.0.1 0\n", err: expect.stringContaining("counts for nothing") });
  });

  it("takes nobody for an owner in either spelling, and every tunable of CTDB", async () => {
    expect((await run("allocate --set RecoverTimeout=30", "10.0.0.1 4294967295\n")).out).toBe("10.0.0.1 0\n");
  });

  it("with --multi has a block for each node, of which some may be empty", async () => {
    expect((await run("allocate --multi --nodes 0,0,0", "10.0.0.1 1\n\n\n10.0.0.1 2\n")).out).toBe("10.0.0.1 2\n");
    expect((await run("allocate --multi", "10.0.0.1 0\n\n10.0.0.1 1\n")).out).toBe("10.0.0.1 1\n");
  });

  it.each([
    ["allocate", "10.0.0 1", "line 1: expected an address of version 4 or 6 first"],
    ["allocate", "10.0.0.1 x", "line 1: expected the number of a node, or -1"],
    ["allocate", "10.0.0.1 1 1,,2", "line 1: expected numbers of nodes, separated by commas"],
    ["allocate", "10.0.0.1 1 1 2", "line 1: expected ADDRESS PNN [PNN,PNN,…]"],
    ["allocate --nodes 0", "10.0.0.1 0 1", "line 1: there is no node 1, there are 1 nodes"],
    ["allocate", "10.0.0.1 999999999", "standard input: at most 1024 nodes"],
    ["allocate", "10.0.0.1 0\n\n10.0.0.2 0", "line 3 comes after an empty line: --multi"],
    ["allocate --multi --nodes 0", "10.0.0.1 0\n\n10.0.0.1 0", "1 nodes, but 2 blocks"],
    ["allocate --multi", "10.0.0.1 0 0", "line 1: with --multi"],
    ["allocate --runstates 5,5", "10.0.0.1 0", "--runstates: 1 nodes, but 2 run states"],
  ])("%s < %j: %s", async (line, input, sentence) => {
    expect(await run(line, input)).toMatchObject({ code: 64, out: "", err: expect.stringContaining(sentence) });
  });

  it.each([
    ["allocate --algorithm lpc2", 'there is no "lpc2"; did you mean "lcp2"?'],
    ["allocate --nodes 0,,0", "--nodes: expected an integer"],
    ["allocate --set NoIPTakeover", "--set: expected TUNABLE=VALUE"],
    ["allocate --set Foo=1", '--set: there is no tunable "Foo"'],
    ["allocate --home-nodes nowhere", '--home-nodes: cannot read "nowhere" (ENOENT)'],
    ["allocate --json --nodes 0", "--json: what --nodes says stands in the JSON"],
  ])("%s is refused", async (line, sentence) => {
    expect(await run(line, "")).toMatchObject({ code: 64, out: "", err: expect.stringContaining(sentence) });
  });
});

describe("takeover", () => {
  const cluster = {
    nodes: [
      { pnn: 1, flags: 0 },
      { pnn: 0, flags: 0 },
    ],
    publicIps: [
      { ip: "10.0.0.2", pnn: -1, allowed: null },
      { ip: "10.0.0.1", pnn: 0, allowed: [0, 1] },
    ],
    tunables: { IPAllocAlgorithm: 2, EnableBans: 1, TakeoverTimeout: 9 },
    failoverDisabled: false,
    forceRebalanceNodes: [],
    controlFailures: [{ control: "TAKEOVER_IP", pnn: 1, kind: "TIMEOUT" }],
  };

  it("tells the outcome as JSON and as text", async () => {
    const { code, out } = await run("takeover --json", cluster);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      rc: "ETIMEDOUT",
      blamed: 1,
      phases: [
        { name: "GET_ALL_TUNABLES", ok: true },
        { name: "GET_NODEMAP", ok: true },
        { name: "GET_PUBLIC_IPS", ok: true },
        { name: "GET_PUBLIC_IPS", ok: true },
        { name: "START_IPREALLOCATE", ok: true },
        { name: "RELEASE_IP", ok: true },
        { name: "TAKEOVER_IP", ok: false },
      ],
      addresses: [
        ["10.0.0.1", 0],
        ["10.0.0.2", -1],
      ],
    });
    const text = await run("takeover", cluster);
    expect(text.out).toContain("TAKEOVER_IP failed\nthe run failed (ETIMEDOUT), node 1 is blamed\n10.0.0.1 0\n");
  });

  it.each([
    [{ ...cluster, nodes: [] }, "nodes: expected at least one node"],
    [{ ...cluster, nodes: [cluster.nodes[0]] }, "nodes[0].pnn: expected an integer from 0 to 0, got 1"],
    [{ ...cluster, nodes: [cluster.nodes[0], cluster.nodes[0]] }, "nodes[1].pnn: node 1 is there already"],
    [{ ...cluster, publicIps: [...cluster.publicIps, ...cluster.publicIps] }, "10.0.0.2 is there already"],
    [{ ...cluster, publicIps: [{ ip: "10.0.0.1", pnn: 0, allowed: [2] }] }, "publicIps[0].allowed[0]: expected"],
    [{ ...cluster, controlFailures: [{ control: "RELEASE_IP", pnn: 9, kind: "ERROR" }] }, "controlFailures[0].pnn"],
    [
      {
        ...cluster,
        controlFailures: ["ERROR", "TIMEOUT"].map((kind) => ({ control: "RELEASE_IP", pnn: 0, kind })),
      },
      "controlFailures[1].pnn: RELEASE_IP of node 0 is there already",
    ],
    [{ ...cluster, controlFailures: [{ control: "RELEASE", pnn: 0, kind: "ERROR" }] }, "controlFailures[0].control"],
    [{ ...cluster, failoverDisabled: "no" }, "failoverDisabled: expected"],
  ])("refuses %j", async (input, sentence) => {
    expect(await run("takeover --json", input)).toMatchObject({
      code: 64,
      out: "",
      err: expect.stringContaining(sentence),
    });
  });
});

describe("natgw and lvs", () => {
  const group = {
    nodes: [
      { pnn: 0, address: "192.0.2.1", flags: 0 },
      { pnn: 1, address: "192.0.2.2", flags: 2 },
    ],
    group: [
      { address: "192.0.2.1", options: ["follower-only"] },
      { address: "192.0.2.2", options: [] },
    ],
  };

  it("print what the tools print", async () => {
    expect(JSON.parse((await run("natgw --json", group)).out)).toEqual({
      leader: { rc: 0, lines: ["1 192.0.2.2"] },
      list: { rc: 0, lines: ["192.0.2.1\tfollower-only", "192.0.2.2\tLEADER"] },
    });
    expect(JSON.parse((await run("lvs --json", group)).out)).toEqual({
      leader: { rc: 0, lines: ["1"] },
      list: { rc: 0, lines: ["0 192.0.2.1"] },
    });
    const nobody = { ...group, group: [] };
    expect((await run("lvs", nobody)).out).toBe("$ ctdb_lvs leader\n(exit 255)\n$ ctdb_lvs list\n");
  });

  it.each([
    [{ ...group, nodes: [group.nodes[0], group.nodes[0]] }, "nodes: node 0 is there twice"],
    [{ ...group, group: [{ address: "192.0.2.1", options: ["leader"] }] }, "group[0].options[0]: expected one of"],
    [
      { ...group, group: [{ address: "gw", options: [] }] },
      'group[0].address: expected an address of version 4 or 6, got "gw"',
    ],
  ])("refuse %j", async (input, sentence) => {
    for (const tool of ["natgw", "lvs"])
      expect(await run(`${tool} --json`, input)).toMatchObject({ code: 64, err: expect.stringContaining(sentence) });
  });
});
