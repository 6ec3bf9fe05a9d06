import { describe, expect, it } from "vitest";
import { FLAG } from "../../words/index.ts";
import { type IpAddress, parseAddress } from "../address/index.ts";
import type { ControlFault, PublicAddress } from "./fake-nodes.ts";
import { controlsOf, runTakeover, type TakeoverRequest, takeoverPhases } from "./index.ts";

const ip = (text: string) => parseAddress(text) as IpAddress;
const on = (text: string, pnn: number, ...allowed: number[]): PublicAddress => ({
  address: ip(text),
  pnn,
  ...(allowed.length === 0 ? {} : { allowed }),
});
const free = [on("10.0.0.1", -1), on("10.0.0.2", -1), on("10.0.0.3", -1)];

function run(changes: Partial<TakeoverRequest> = {}) {
  const outcome = runTakeover({
    flags: [0, 0, 0],
    own: 0,
    addresses: free,
    algorithm: "deterministic",
    arithmetic: "uint32",
    noIpTakeover: false,
    noIpFailback: false,
    enableBans: true,
    failoverDisabled: false,
    forceRebalanceNodes: [],
    homeNodes: [],
    faults: [],
    ...changes,
  });
  const owners = outcome.addresses.map(({ pnn }) => pnn);
  return { rc: outcome.rc, blamed: outcome.blamed, last: outcome.phases.at(-1), phases: outcome.phases.length, owners };
}

const fault = (control: ControlFault["control"], pnn: number, kind: ControlFault["kind"] = "ERROR"): ControlFault => ({
  control,
  pnn,
  kind,
});

describe("a takeover run", () => {
  it("goes through all phases and gives every address a node", () => {
    expect(run()).toEqual({
      rc: 0,
      blamed: null,
      last: { name: "IPREALLOCATED", ok: true },
      phases: 8,
      owners: [2, 1, 0],
    });
  });

  it("tells nodes only to finish with failover disabled, without addresses, or if nobody can host one", () => {
    const last = { name: "IPREALLOCATED", ok: true };
    expect(run({ failoverDisabled: true })).toMatchObject({ rc: 0, last, phases: 3, owners: [-1, -1, -1] });
    expect(run({ addresses: [] })).toMatchObject({ rc: 0, last, phases: 5 });
    expect(run({ flags: [2, 2, 2] })).toMatchObject({ rc: 0, last, phases: 5, owners: [-1, -1, -1] });
  });

  it("takes addresses from unhealthy nodes even if nobody else can host them", () => {
    const addresses = [on("10.0.0.1", 0), on("10.0.0.2", 1)];
    expect(run({ flags: [2, 2, 2], addresses })).toMatchObject({ rc: 0, phases: 8, owners: [-1, -1] });
  });

  it("asks disconnected nodes nothing, banned and stopped ones only to let go", () => {
    const addresses = [on("10.0.0.1", 1), on("10.0.0.2", 2)];
    const faults = [fault("RELEASE_IP", 1), fault("GET_PUBLIC_IPS", 1), fault("IPREALLOCATED", 1)];
    expect(run({ flags: [0, FLAG.disconnected, 0], addresses, faults })).toMatchObject({ rc: 0, owners: [2, 0] });
    const stopped = { flags: [0, FLAG.stopped, 0], addresses };
    expect(run(stopped)).toMatchObject({ rc: 0, owners: [2, 0] });
    expect(run({ ...stopped, faults: [fault("RELEASE_IP", 1)] })).toMatchObject({ rc: -1, blamed: 1 });
  });

  it("ends at once without an active node", () => {
    expect(run({ flags: [1, 8, 32] })).toMatchObject({ rc: "ENOMEM", blamed: null, phases: 2 });
  });
});

describe("a run that fails", () => {
  it.each([
    ["GET_ALL_TUNABLES", 1, null],
    ["GET_NODEMAP", 2, null],
    ["GET_PUBLIC_IPS", 3, 0],
    ["START_IPREALLOCATE", 5, 0],
    ["RELEASE_IP", 6, 0],
    ["TAKEOVER_IP", 7, 0],
    ["IPREALLOCATED", 8, 0],
  ] as const)("at %s ends there, and blames a node or nobody", (control, phases, blamed) => {
    for (const [kind, rc] of [
      ["ERROR", -1],
      ["TIMEOUT", "ETIMEDOUT"],
    ] as const) {
      const faults = [fault(control, 0, kind)];
      const last = { name: control, ok: false };
      expect(run({ faults })).toMatchObject({ rc, blamed, phases, last });
      expect(run({ faults, enableBans: false })).toMatchObject({ rc, blamed: null, phases });
    }
  });

  it("asks only its own node for tunables and node map", () => {
    expect(run({ faults: [fault("GET_NODEMAP", 1), fault("GET_ALL_TUNABLES", 2)] })).toMatchObject({ rc: 0 });
    expect(run({ own: 1, faults: [fault("GET_NODEMAP", 1)] })).toMatchObject({ rc: -1 });
  });

  it("has released what others could release, and takes nothing then", () => {
    const addresses = [on("10.0.0.1", 0), on("10.0.0.2", 0), on("10.0.0.3", 1)];
    const faults = [fault("RELEASE_IP", 1)];
    // Node 1 is to give 10.0.0.3 to node 0, which is to give 10.0.0.1 to node 2 and 10.0.0.2 to node 1.
    expect(run({ addresses, faults })).toMatchObject({ rc: -1, blamed: 1, owners: [-1, -1, 1] });
  });

  it("has taken what others could take", () => {
    expect(run({ faults: [fault("TAKEOVER_IP", 1)] })).toMatchObject({ rc: -1, blamed: 1, owners: [2, -1, 0] });
  });

  it("takes the last of two faults of one control; -1 is every node", () => {
    const faults = [fault("IPREALLOCATED", -1, "TIMEOUT"), fault("IPREALLOCATED", 2)];
    expect(run({ faults })).toMatchObject({ rc: -1, blamed: 2 });
  });
});

describe("blame", () => {
  it("falls on the first of controls sent together that fails: errors come before time-outs", () => {
    expect(run({ faults: [fault("IPREALLOCATED", 1), fault("IPREALLOCATED", 2)] })).toMatchObject({ blamed: 1 });
    const mixed = [fault("IPREALLOCATED", 1, "TIMEOUT"), fault("IPREALLOCATED", 2)];
    expect(run({ faults: mixed })).toMatchObject({ rc: -1, blamed: 2 });
  });

  it("is counted by address where addresses are released and taken", () => {
    // 10.0.0.4 and 10.0.0.1 go to node 0, so it has to release two of four, and nodes 1 and 2 three each.
    const addresses = [...free, on("10.0.0.4", -1)];
    const both = [fault("RELEASE_IP", 0), fault("RELEASE_IP", 1)];
    // Of 10.0.0.3 node 0 fails first, of 10.0.0.4 and 10.0.0.1 only node 1, of 10.0.0.2 node 0 first: two each.
    expect(run({ addresses, faults: both })).toMatchObject({ blamed: 0 });
    const later = [fault("RELEASE_IP", 1), fault("RELEASE_IP", 2)];
    expect(run({ addresses, faults: later })).toMatchObject({ blamed: 1 });
  });

  it("is not on who fails most often, as the real helper was seen to do", () => {
    // Node 1 is the first to fail for 10.0.0.1 and 10.0.0.3, node 2 for 10.0.0.2 only, though it fails for all three.
    const addresses = [on("10.0.0.1", 1, 1, 2), on("10.0.0.2", -1, 2), on("10.0.0.3", -1, 1, 2)];
    const faults = [fault("RELEASE_IP", 1), fault("RELEASE_IP", 2)];
    expect(run({ flags: [2, 2, 2], addresses, faults })).toMatchObject({ rc: -1, blamed: 1 });
  });

  it("a run ends with the error of what was complete last", () => {
    const faults = [fault("TAKEOVER_IP", 0, "TIMEOUT"), fault("TAKEOVER_IP", 1)];
    expect(run({ faults })).toMatchObject({ rc: "ETIMEDOUT", blamed: 0 });
    // Of 10.0.0.1, the last, node 0 errs and node 1 is late: together they end late, with an error.
    const released = [fault("RELEASE_IP", 0), fault("RELEASE_IP", 1, "TIMEOUT")];
    expect(run({ faults: released })).toMatchObject({ rc: -1 });
  });
});

describe("the phases", () => {
  it("release an address wherever it is known, but for its owner, also if it has none", () => {
    const release = takeoverPhases.find(({ name }) => name === "release");
    const known = [
      [{ address: ip("10.0.0.1"), pnn: 0 }],
      [{ address: ip("10.0.0.1"), pnn: 0 }],
      [{ address: ip("10.0.0.2"), pnn: 1 }],
    ];
    const assignments = [
      { address: ip("10.0.0.2"), pnn: -1 },
      { address: ip("10.0.0.1"), pnn: 1 },
    ];
    const knowledge = { own: 0, flags: [0, 0, 0], known, available: [[], [], []], assignments };
    const sent = release === undefined ? [] : controlsOf(release, knowledge);
    expect(sent.map(({ address, to, owner }) => [address?.text, to, owner])).toEqual([
      ["10.0.0.2", [2], -1],
      ["10.0.0.1", [0], 1],
    ]);
  });
});
