import { describe, expect, it } from "vitest";
import {
  type AddressRecord,
  type CtdbdData,
  FLAG,
  newAddressRecords,
  newCtdbdData,
  parseAddress,
  type TraceEvent,
} from "../../model/index.ts";
import type { HostState, ProcessState } from "../text/index.ts";
import { inspect, inspectData, inspectText, type TopicName } from "./index.ts";

const process = (program: string, data: object, state = "running"): ProcessState => ({
  program,
  pid: 100,
  parent: 1,
  state,
  charts: [],
  stack: [],
  timers: [],
  data: { ...data },
});

/** What a node keeps of two addresses, and whom it believes them to be of. */
function records(...pnns: readonly number[]): Record<string, AddressRecord> {
  const known = newAddressRecords(["10.0.0.2", "10.0.0.10"].flatMap((text) => parseAddress(text) ?? []));
  for (const [index, record] of Object.values(known).entries()) record.pnn = pnns[index] ?? -1;
  return known;
}

/** A host of three whose main daemon has these data. */
function host(pnn: number, data: Partial<CtdbdData> = {}, leader = 0, state = "running"): HostState {
  const ctdbd: CtdbdData = {
    ...newCtdbdData({ pnn, nodes: 3, nowUs: 0 } as CtdbdData, data.version ?? "head", [
      { name: "vol0.tdb", kind: "volatile", readOnly: true, sticky: true },
      { name: "pers0.tdb", kind: "persistent" },
      { name: "repl0.tdb", kind: "replicated" },
    ]),
    runState: "running",
    flagsOf: [0, 0, 0],
    publicAddresses: records(0, 0),
    ...data,
  };
  return { pnn, state: "up", clockUs: 0, processes: [process("ctdbd", ctdbd, state), process("recoverd", { leader })] };
}

const off: HostState = { pnn: 1, state: "off", clockUs: 0, processes: [] };
const ask = (name: TopicName, hosts: readonly HostState[], events: readonly TraceEvent[] = []) =>
  inspect(name, { hosts, events, deleted: [] });

/** What the first node prints, line by line. */
function lines(name: TopicName, ...hosts: readonly HostState[]): readonly string[] {
  const text = inspectText(name, 12_500_000, ask(name, hosts).slice(0, 1));
  return text.split("\n").slice(3, -3);
}

const header = "|Node|IP|Disconnected|Unknown|Banned|Disabled|Unhealthy|Stopped|Inactive|PartiallyOnline|ThisNode|";

describe("status", () => {
  it("is a row of flags for each node, as the asked node sees them", () => {
    const flagsOf = [FLAG.stopped, FLAG.disconnected | FLAG.unhealthy, FLAG.banned];
    expect(lines("status", host(0, { flagsOf }))).toEqual([
      header,
      "|0|192.0.2.1|0|0|0|0|0|1|1|0|Y|",
      "|1|192.0.2.2|1|0|0|0|1|0|1|0|N|",
      "|2|192.0.2.3|0|0|1|0|0|0|1|0|N|",
    ]);
  });

  it("knows nothing of connected nodes before the first recovery, and leaves deleted ones out", () => {
    const flagsOf = [FLAG.unhealthy, FLAG.unhealthy, FLAG.deleted | FLAG.disconnected];
    expect(lines("status", host(0, { flagsOf, runState: "first-recovery" }))).toEqual([
      header,
      "|0|192.0.2.1|0|0|0|0|1|0|0|0|Y|",
      "|1|192.0.2.2|0|1|0|0|0|0|0|0|N|",
    ]);
  });

  it("waits for a node that is taken for healthy and does not answer", () => {
    expect(lines("status", host(0), off, host(2)).at(-1)).toBe(
      "(the tool would wait for node 1 before its row: no answer comes)",
    );
  });
});

describe("ip", () => {
  it("names for each address the active node that says it has it, in the order of addresses", () => {
    const banned = { flagsOf: [0, 0, FLAG.banned], publicAddresses: records(1, 2) };
    const hosts = [
      host(0, banned),
      host(1, { publicAddresses: records(1, 0) }),
      host(2, { publicAddresses: records(1, 2) }),
    ];
    expect(lines("ip", ...hosts)).toEqual(["|Public IP|Node|", "|10.0.0.2|1|", "|10.0.0.10|-1|"]);
  });

  it("prints nothing and fails where no node is active", () => {
    const flagsOf = [FLAG.stopped, FLAG.disconnected, FLAG.banned];
    expect(lines("ip", host(0, { flagsOf }))).toEqual(["(exit 1)"]);
    expect(inspectData("ip", 7, ask("ip", [host(0, { flagsOf })])).nodes).toEqual([{ pnn: 0, exit: 1 }]);
  });

  it("prints nothing while an active node does not answer", () => {
    expect(lines("ip", host(0), off, host(2))).toEqual([
      "(the tool would wait for node 1 and print nothing: no answer comes)",
    ]);
  });
});

it("getdbmap lists the databases, the latest first, and keeps control characters away from the terminal", () => {
  expect(lines("getdbmap", host(2))).toEqual([
    "|ID|Name|Path|Persistent|Sticky|Unhealthy|Readonly|Replicated|",
    "|0x58F08377|repl0.tdb|/var/lib/ctdb/volatile/repl0.tdb.2|0|0|0|0|1|",
    "|0xF5D773AB|pers0.tdb|/var/lib/ctdb/persistent/pers0.tdb.2|1|0|0|0|0|",
    "|0x7EAE328C|vol0.tdb|/var/lib/ctdb/volatile/vol0.tdb.2|0|1|0|1|0|",
  ]);
  const { databases } = newCtdbdData({ pnn: 0, nodes: 3, nowUs: 0 } as CtdbdData, "head", [
    { name: "\u001b[2J", kind: "volatile" },
  ]);
  expect(lines("getdbmap", host(0, { databases })).join("")).not.toContain("\u001b");
});

describe("getvnnmap and getrecmode", () => {
  it("are the rows of the status that tell them", () => {
    const settled = host(0, { generation: 712, map: [0, 2], recoveryMode: "normal" });
    expect(lines("getvnnmap", settled, host(1), host(2))).toEqual([
      "Generation:712",
      "Size:2",
      "hash:0 lmaster:0",
      "hash:1 lmaster:2",
    ]);
    expect(lines("getrecmode", settled, host(1), host(2))).toEqual(["Recovery mode:NORMAL (0)"]);
  });

  it("say of a node that is in no cluster yet that it has none", () => {
    expect(lines("getvnnmap", host(0), host(1), host(2))).toEqual(["Generation:INVALID", "Size:0"]);
    expect(lines("getrecmode", host(0), host(1), host(2))).toEqual(["Recovery mode:RECOVERY (1)"]);
  });
});

describe("leader", () => {
  it("is whom the recovery daemon believes in, or what it told its daemon (4.3)", () => {
    expect(lines("leader", host(0, {}, 2))).toEqual(["2"]);
    expect(lines("leader", host(0, {}, -1))).toEqual(["UNKNOWN"]);
    expect(lines("leader", host(0, { version: "4.3", toldLeader: 1 }, 2))).toEqual(["1"]);
  });
});

describe("natgw and lvs", () => {
  const groups = { natgw: { members: [0, 1, 2], followers: [0] }, lvs: { members: [0, 1] } };

  it("are whom a node takes for the leader by its own flags, which another one need not share", () => {
    const old = host(0, { groups, groupLeaders: { natgw: 1, lvs: 0 } });
    const newer = host(2, { groups, groupLeaders: { natgw: 1, lvs: 0 }, flagsOf: [0, FLAG.disabled, 0] });
    expect(lines("natgw", old)).toEqual(["1 192.0.2.2"]);
    expect(lines("natgw", newer)).toEqual(["2 192.0.2.3", "(11.natgw acted on node 1 last)"]);
    expect(lines("lvs", newer)).toEqual(["0"]);
  });

  it("fail each with its own number where nobody can lead", () => {
    const flagsOf = [FLAG.disabled, FLAG.disabled, FLAG.disabled];
    const one = host(0, { groups, flagsOf });
    expect(lines("natgw", one)).toEqual(["(exit 2)"]);
    expect(lines("lvs", one)).toEqual(["(exit 255)"]);
  });

  it("are of all nodes where no group is configured, and say so", () => {
    const flagsOf = [FLAG.unhealthy, 0, 0];
    const none = "(no such group is configured: this is one of all nodes)";
    expect(lines("lvs", host(0, { flagsOf }))).toEqual(["1", none]);
  });

  it("ask every member that is connected whether it may lead where no file says so", () => {
    const asking = { natgw: { ...groups.natgw, roles: "capability" as const } };
    const one = host(0, { groups: asking, groupLeaders: { natgw: -1, lvs: -1 } });
    expect(lines("natgw", one, host(1), host(2))).toEqual(["1 192.0.2.2", "(11.natgw has acted on nobody yet)"]);
    expect(lines("natgw", one, off, host(2))).toEqual([
      "(the tool would wait for node 1 and print nothing: no answer comes)",
    ]);
    const flagsOf = [0, FLAG.disconnected, 0];
    const seesDead = host(0, { groups: asking, flagsOf, groupLeaders: { natgw: 2, lvs: -1 } });
    expect(lines("natgw", seesDead, off, host(2))).toEqual(["2 192.0.2.3"]);
  });
});

describe("a node without a daemon that answers", () => {
  const down: HostState = { ...off, state: "up" };
  const died: TraceEvent = { type: "process-exited", program: "ctdbd", pid: 9, cause: "killed", atUs: 1, host: 1 };
  const booted: TraceEvent = { type: "host-started", atUs: 2, host: 1 };

  it("refuses the tool, with the number of what is wrong with the socket", () => {
    const refusal = "Failed to connect to CTDB daemon (/run/ctdb/ctdbd.socket)";
    const text = inspectText("status", 0, ask("status", [down], [booted, died]));
    expect(text).toContain(`connect() failed, errno=111\n${refusal}\n(exit 1)\n`);
    expect(inspectText("status", 0, ask("status", [down], [died, booted]))).toContain("errno=2\n");
    const starting: HostState = { ...down, processes: [process("ctdbd", {}, "starting")] };
    expect(inspectText("status", 0, ask("status", [starting]))).toContain("errno=2\n");
  });

  it.each([
    [off, "the host is off"],
    [{ ...off, state: "paused" }, "the host stands still"],
    [host(1, {}, 0, "stopped"), "the main daemon stands still: the tool would wait for it"],
  ])("says why nothing is printed", (one, note) => expect(ask("leader", [one])).toEqual([{ pnn: 1, note }]));

  it("is no machine at all if it is deleted", () => {
    const [answer] = inspect("leader", { hosts: [off], events: [], deleted: [1] });
    expect(answer?.note).toBe("the node is deleted: there is no machine");
  });
});

it("the same as data has a field for each column", () => {
  expect(inspectData("ip", 7, ask("ip", [host(0), host(1), host(2)]).slice(0, 1))).toMatchObject({
    atUs: 7,
    command: "ctdb -X ip all",
    nodes: [{ pnn: 0, exit: 0, rows: [{ "Public IP": "10.0.0.2", Node: 0 }, { Node: 0 }] }],
  });
  expect(inspectData("leader", 7, ask("leader", [host(0)]))).toMatchObject({ nodes: [{ pnn: 0, lines: ["0"] }] });
});

describe("interfaces", () => {
  const links = {
    eth1: { name: "eth1", isUp: false, references: 0 },
    eth2: { name: "eth2", isUp: true, references: 2 },
  };

  it("are shown with their links, and how many addresses are on each", () => {
    expect(lines("ifaces", host(0, { interfaces: links }))).toEqual([
      "|Name|LinkStatus|References|",
      "|eth1|0|0|",
      "|eth2|1|2|",
    ]);
    expect(lines("ifaces", host(0, { interfaces: {} }))).toEqual(["No interfaces configured on node 0"]);
  });

  it("make a healthy node partially online, another not", () => {
    const shown = lines("status", host(0), host(1, { interfaces: links }), host(2));
    expect(shown.map((line) => line.split("|").at(-3))).toEqual(["PartiallyOnline", "0", "1", "0"]);
    const flagsOf = [0, FLAG.unhealthy, 0];
    const ill = lines("status", host(0, { flagsOf }), host(1, { interfaces: links, flagsOf }), host(2, { flagsOf }));
    expect(ill.map((line) => line.split("|").at(-3))).toEqual(["PartiallyOnline", "0", "0", "0"]);
  });
});
