import { describe, expect, it } from "vitest";
import {
  type Fault,
  modelFor,
  type Override,
  type Scenario,
  type ServedDesign,
  servedDatabase,
} from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";
import { simulate } from "./simulate.ts";

const s = 1_000_000;
const designs: readonly ServedDesign[] = ["lists", "replicated"];
const databases = [{ name: "a.tdb", kind: "volatile" }] as const;
const ofHost = (host: number) => ({ atUs: 60 * s, host });
const disabled: Fault = { ...ofHost(2), kind: "admin", command: "disable" };
const crashed: Fault = { ...ofHost(2), kind: "crash-host", forUs: 0 };
const banned: Fault = { ...ofHost(2), kind: "admin", command: "ban" };

const recovered: Fault = { kind: "admin", atUs: 80 * s, host: 0, command: "recover" };

function moved(to: number): Fault {
  return { ...ofHost(to), kind: "address-command", command: "moveip", address: "10.0.0.1", to };
}

function scenarioOf(served: ServedDesign, faults: readonly Fault[], changes: Partial<Scenario> = {}): Scenario {
  return quietCluster({ databases, served, faults, durationUs: 150 * s, ...changes });
}

function run(
  served: ServedDesign,
  faults: readonly Fault[],
  changes: Partial<Scenario> = {},
  overrides: readonly Override[] = [],
): Watched & { readonly owners: Readonly<Record<string, readonly number[]>> } {
  const watched = watch(scenarioOf(served, faults, changes), overrides);
  const owners: Record<string, number[]> = {};
  for (const event of watched.events) {
    if (event.type === "address-added") owners[event.address] = [...(owners[event.address] ?? []), event.host];
    if (event.type === "address-removed")
      owners[event.address] = (owners[event.address] ?? []).filter((host) => host !== event.host);
    if (event.type === "host-crashed")
      for (const [address, hosts] of Object.entries(owners))
        owners[address] = hosts.filter((host) => host !== event.host);
  }
  return { ...watched, owners };
}

/** Packets from the fault on, by what they are about. */
function packets(served: ServedDesign, fault: Fault): { readonly releases: number; readonly written: number } {
  const scenario = scenarioOf(served, [fault]);
  let releases = 0;
  let written = 0;
  simulate(scenario, {
    model: modelFor(scenario, []),
    observe: () => undefined,
    watch: {
      packet: ({ name, db, sentUs }) => {
        if (sentUs < 60 * s) return;
        if (name === "RELEASE_IP") releases += 1;
        if (name === "UPDATE_RECORD" && db === servedDatabase.name) written += 1;
      },
    },
  });
  return { releases, written };
}

describe.each(designs)("who serves what: %s", (served) => {
  it.each([
    ["is disabled", disabled],
    ["crashes", crashed],
    ["is banned", banned],
  ])("the address of a node that %s moves, once, and no other does", (_, fault) => {
    const after = run(served, [fault]);
    expect(Object.values(after.owners).map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(Object.values(after.owners).flat()).not.toContain(2);
    expect(after.after("address-added")).toHaveLength(1);
  });

  it("what is where it belongs is looked at, and no run is asked for", () => {
    const asked = run(served, [disabled]).after("takeover-started");
    expect(asked.length).toBeGreaterThan(0);
    for (const { seconds } of asked) expect(seconds).toBeLessThan(5);
  });

  it("an address that an administrator has moved stays where it is, whatever run comes", () => {
    const [before] = run(served, []).owners["10.0.0.1"] ?? [];
    const to = before === 0 ? 1 : 0;
    const after = run(served, [moved(to), recovered]);
    expect(after.after("takeover-ended").at(-1)).toMatchObject({ ok: true });
    expect(after.owners["10.0.0.1"]).toEqual([to]);
  });

  it("what nodes on two sides of a cut have both taken is on one of them in the end", () => {
    const cut = [0, 1].flatMap((other) => [[2, other] as const, [other, 2] as const]);
    const apart: Fault = { kind: "partition", atUs: 60 * s, forUs: 60 * s, shape: "isolate", cut };
    const after = run(served, [apart], { durationUs: 300 * s });
    expect(after.after("address-added").length).toBeGreaterThan(0);
    expect(Object.values(after.owners).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it("a cluster that was switched off as a whole serves all of them again", () => {
    const off = [0, 1, 2].map((host): Fault => ({ kind: "crash-host", atUs: 60 * s, host, forUs: 20 * s }));
    const after = run(served, off, { durationUs: 200 * s });
    expect(Object.values(after.owners).map(({ length }) => length)).toEqual([1, 1, 1]);
  });
});

describe("what the database spares", () => {
  it("is the release of what nobody but one node has", () => {
    const lists = packets("lists", disabled);
    const replicated = packets("replicated", disabled);
    expect(lists.written).toBe(0);
    // One address moves, from a node that is asked and answers; two nodes write it beside the leader.
    expect(replicated).toEqual({ releases: 2, written: 4 });
    expect(lists.releases).toBeGreaterThan(replicated.releases);
  });
});

describe("what it costs", () => {
  const deaf = (times: number): Fault => ({ kind: "fail-control", atUs: 59 * s, host: 0, op: "UPDATE_RECORD", times });
  const moves = (served: ServedDesign, times: number) => {
    const after = run(served, [deaf(times), disabled]);
    const [taken] = after.after("address-added");
    return { taken: taken?.seconds ?? -1, recoveries: after.after("recovery-completed").length };
  };

  it("is a recovery, where a node has not written it", () => {
    expect(moves("lists", 1).recoveries).toBe(0);
    expect(moves("replicated", 1).recoveries).toBe(1);
    expect(moves("replicated", 1).taken).toBeGreaterThan(moves("lists", 1).taken);
  });

  it("is no more than that where it never writes by itself: the recovery has brought it what the others wrote", () => {
    expect(moves("replicated", 9_999)).toEqual(moves("replicated", 1));
  });
});

it("an address that is moved past the database is moved back", () => {
  const [before] = run("replicated", []).owners["10.0.0.1"] ?? [];
  const to = before === 0 ? 1 : 0;
  const silent: Override = { id: "silent", chart: "address-tool", guards: { keepsLists: () => true } };
  expect(run("replicated", [moved(to)], {}, [silent]).owners["10.0.0.1"]).toEqual([before]);
});
