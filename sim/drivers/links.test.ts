import { describe, expect, it } from "vitest";
import type { Fault, Job, Override, Scenario } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;

/** Three addresses that may each be on two interfaces; the first one is on the first. */
const two: Partial<Scenario> = {
  publicAddresses: [1, 2, 3].map((index) => ({ address: `10.0.0.${index}`, interfaces: ["eth1", "eth2"] })),
  durationUs: 200 * s,
};
const partly: Partial<Scenario> = { ...two, set: { partiallyOnlineInterfaces: 1 } };

const down = (host: number, forUs: number, name?: string): Fault => ({
  kind: "link-down",
  atUs: 60 * s,
  host,
  forUs,
  ...(name === undefined ? {} : { interface: name }),
});

const run = (fault: Fault, changes: Partial<Scenario>, overrides: readonly Override[] = []): Watched =>
  watch(quietCluster({ ...changes, faults: [fault] }), overrides);

const flagsOf = (watched: Watched, host: number): readonly number[] =>
  watched.after("flags-changed").flatMap((event) => (event.host === host ? [event.flags] : []));

describe("a node with two interfaces, one of which loses its link", () => {
  it("is unhealthy, and serves nothing", () => {
    const lost = run(down(1, 60 * s, "eth1"), two);
    expect(flagsOf(lost, 1)).toEqual([2, 0]);
    expect(lost.after("address-changed-interface")).toEqual([]);
    const [removed] = lost.after("address-removed");
    expect(removed).toMatchObject({ host: 1 });
    expect(removed?.seconds).toBeLessThan(20);
  });

  it("stays healthy where that is enough, and has its addresses on the other one", () => {
    const moved = run(down(1, 60 * s, "eth1"), partly);
    expect(flagsOf(moved, 1)).toEqual([]);
    expect(moved.after("address-removed")).toEqual([]);
    expect(moved.after("link-noticed").map(({ on }) => on)).toEqual([false, true]);
    expect(moved.after("address-changed-interface")).toMatchObject([{ host: 1, interface: "eth2" }]);
  });

  it("does not move it for nothing: back on the first one it would not be better off", () => {
    const idle = run(down(1, 60 * s, "eth2"), partly);
    expect(idle.after("link-noticed").length).toBe(2);
    expect(idle.after("address-changed-interface")).toEqual([]);
  });

  it("is unhealthy where both have lost theirs", () => {
    expect(flagsOf(run(down(1, 60 * s), partly), 1)).toEqual([2, 0]);
  });
});

it("an address whose interfaces have no link moves, others stay", () => {
  const publicAddresses = [
    { address: "10.0.0.1", interfaces: ["eth1"] },
    { address: "10.0.0.2", interfaces: ["eth2"] },
  ];
  const moved = run(down(0, 60 * s), { ...partly, nodes: 2, publicAddresses, durationUs: 110 * s });
  const gone = moved.after("address-removed").map(({ host }) => host);
  expect(gone).toEqual([0]);
  const only = run(down(0, 60 * s, "eth1"), { ...partly, nodes: 1, publicAddresses, durationUs: 110 * s });
  expect(only.after("address-removed").map(({ address }) => address)).toEqual(["10.0.0.1"]);
  expect(flagsOf(only, 0)).toEqual([]);
});

it("an interface without an address is better than one with three", () => {
  const publicAddresses = [1, 2, 3].map((index) => ({ address: `10.0.0.${index}`, interfaces: ["eth1", "eth2"] }));
  const alone = run(down(0, 30 * s, "eth2"), { ...partly, nodes: 1, publicAddresses });
  const on = (seconds: number): readonly string[] => {
    const where = new Map<string, string>();
    for (const event of alone.events)
      if (event.atUs <= 60 * s + seconds * s) {
        if (event.type === "address-added") where.set(event.address, event.interface ?? "");
        if (event.type === "address-changed-interface") where.set(event.address, event.interface);
      }
    return [...where.values()].sort();
  };
  expect(on(0)).toEqual(["eth1", "eth1", "eth2"]);
  expect(on(25)).toEqual(["eth1", "eth1", "eth1"]);
  expect(on(60)).toEqual(["eth1", "eth1", "eth2"]);
});

it("clients wait for an address without a link, until another node tells them", () => {
  const comes = (atS: number, client: number): Job => ({
    atUs: atS * s,
    node: 1,
    client,
    work: [{ do: "lock", db: "locking.tdb", key: "a" }],
  });
  const databases = [{ name: "locking.tdb", kind: "volatile" }] as const;
  const fate = (faults: readonly Fault[]) => {
    const jobs = [comes(50, 0), comes(60.5, 1)];
    const seen = watch(quietCluster({ databases, jobs, faults, nodes: 2 })).events;
    const causes = seen.flatMap((event) => (event.type === "connection-reset" ? [event.cause] : []));
    return { came: seen.filter(({ type }) => type === "connection-opened").length, causes };
  };
  // Smbd goes when its address does, whose interface tells nobody; nor does the connection killer see a reply.
  expect(fate([down(1, 60 * s)])).toEqual({ came: 1, causes: ["tickled"] });
  expect(fate([])).toEqual({ came: 2, causes: [] });
});

it("whoever does not look at links lets clients wait", () => {
  const blind: Override = { id: "blind", chart: "addresses", actions: { noteLink: () => undefined } };
  const stuck = run(down(1, 60 * s, "eth1"), partly, [blind]);
  expect(stuck.after("address-changed-interface")).toEqual([]);
});
