import { describe, expect, it } from "vitest";
import type { CtdbdData, Fault, Job, LockUser, NfsSpec, Override, Request, Scenario } from "../../model/index.ts";
import { quietCluster, type Watched, watch } from "../quiet-cluster.ts";

const s = 1_000_000;
const ADDRESSES = [{ address: "10.0.0.1" }, { address: "10.0.0.2" }, { address: "10.0.0.3" }];

/** A client that comes to a node and does next to nothing there, unless it is to be busy for a while. */
const comes = (atS: number, node: number, busyS = 0, client = 0): Job => ({
  atUs: atS * s,
  node,
  client,
  work: [{ do: "work", forUs: busyS * s }],
});
const disable = (atS: number, host: number): Fault => ({ kind: "admin", atUs: atS * s, host, command: "disable" });
const enable = (atS: number, host: number): Fault => ({ kind: "admin", atUs: atS * s, host, command: "enable" });
const crash = (atS: number, host: number): Fault => ({ kind: "crash-host", atUs: atS * s, host, forUs: 0 });

function run(
  faults: readonly Fault[],
  jobs: readonly Job[],
  changes: Partial<Scenario> = {},
  overrides: readonly Override[] = [],
): Watched {
  const databases = [{ name: "a.tdb", kind: "volatile" }] as const;
  return watch(quietCluster({ publicAddresses: ADDRESSES, databases, faults, jobs, ...changes }), overrides);
}

const asShipped = { dropped: ["connections-are-known"] };
const resets = ({ events }: Watched) =>
  events.flatMap((event) => (event.type === "connection-reset" ? [event.cause] : []));
const losses = ({ events }: Watched) =>
  events.flatMap((event) => (event.type === "connection-lost" ? [event.cause] : []));

/** When an address is announced by another node than the one that a client has connected to, and when that is told; seconds. */
function fates({ events }: Watched): readonly (readonly [announcedS: number, toldS: number])[] {
  return events.flatMap((opened) => {
    if (opened.type !== "connection-opened") return [];
    const later = events.filter(({ atUs }) => atUs > opened.atUs);
    const taken = later.find(
      (event) => event.type === "address-announced" && event.address === opened.address && event.host !== opened.host,
    );
    const told = later.find((event) => event.type === "connection-reset" && event.connection === opened.connection);
    return [[(taken?.atUs ?? -s) / s, (told?.atUs ?? -s) / s] as const];
  });
}

describe("a connection to an address that moves", () => {
  it("is killed at its server's end, and its client is tickled by the new node at once", () => {
    const moved = run([disable(60, 0)], [comes(50, 0)]);
    expect(losses(moved)).toEqual(["killed"]);
    expect(resets(moved)).toEqual(["tickled"]);
    const [[announcedS, toldS] = [0, 0]] = fates(moved);
    expect(toldS - announcedS).toBeGreaterThan(0);
    expect(toldS - announcedS).toBeLessThan(0.01);
  });

  it("is reset also when its node has died", () => {
    const moved = run([crash(60, 0)], [comes(50, 0)]);
    expect(losses(moved)).toEqual(["host-gone"]);
    expect(resets(moved)).toEqual(["tickled"]);
  });

  it("is closed by its kernel, which still has the address, if only its daemon dies", () => {
    const kill: Fault = { kind: "kill-process", atUs: 60 * s, host: 0, program: "ctdbd", restartUs: 0 };
    const moved = run([kill], [comes(50, 0)]);
    expect(losses(moved)).toEqual([]);
    expect(resets(moved)).toEqual(["closed"]);
  });

  it("is known to the others as soon as it is registered, as shipped too", () => {
    const tickleUpdateIntervalUs = 1_000 * s;
    const moved = run([crash(66, 0)], [comes(65, 0)], { ...asShipped, set: { tickleUpdateIntervalUs } });
    expect(losses(moved)).toEqual(["host-gone"]);
    expect(resets(moved)).toEqual(["tickled"]);
    const silent: Override = { id: "silent", chart: "tickles", actions: { passOn: () => undefined } };
    expect(resets(run([crash(66, 0)], [comes(65, 0)], asShipped, [silent]))).toEqual([]);
  });

  it("hangs, as shipped, if who takes the address was cut off when it was registered", () => {
    // Node 1 leads, and stays with the server.
    const cut = [0, 1].flatMap((other) => [[2, other] as const, [other, 2] as const]);
    const apart: Fault = { kind: "partition", atUs: 60 * s, forUs: 50 * s, shape: "isolate", cut };
    const two = { publicAddresses: [{ address: "10.0.0.1", nodes: [0, 2] }], durationUs: 200 * s };
    const fate = (atS: number, changes: Partial<Scenario>) =>
      resets(run([apart, crash(150, 0)], [comes(atS, 0)], { ...two, ...changes }));
    expect(fate(105, asShipped)).toEqual([]);
    expect(fate(105, {})).toEqual(["tickled"]);
    expect(fate(55, asShipped)).toEqual(["tickled"]);
  });
});

describe("a node that starts", () => {
  it("is told, as shipped too, which connections there are, and tickles what it takes over later", () => {
    // Node 1 is away while the lists are told that node 2 gets, and is back before node 0 dies.
    const kill: Fault = { kind: "kill-process", atUs: 50 * s, host: 1, program: "ctdbd", restartUs: 30 * s };
    const two = { publicAddresses: [{ address: "10.0.0.1", nodes: [0, 1] }], durationUs: 200 * s, ...asShipped };
    expect(resets(run([kill, crash(130, 0)], [comes(55, 0)], two))).toEqual(["tickled"]);
    const silent: Override = { id: "silent", chart: "tickles", actions: { tellAll: () => undefined } };
    expect(resets(run([kill, crash(130, 0)], [comes(55, 0)], two, [silent]))).toEqual([]);
  });
});

describe("an address that comes back", () => {
  const there = [disable(60, 0), enable(90, 0), disable(120, 0)];

  it("finds no connection, for smbd has gone", () => {
    const gone = run(there, [comes(50, 0)], { durationUs: 160 * s });
    expect(resets(gone)).toEqual(["tickled"]);
  });

  it("finds the connection of a busy smbd that nobody has killed or told of: it survives", () => {
    // Node 0 has nobody to give its address to, and takes it again itself: it tickles a connection that it has.
    const only = [{ address: "10.0.0.1", nodes: [0] }];
    const blind: Fault = { kind: "capture-drops-replies", atUs: 59 * s, host: 0, forUs: 10 * s };
    const faults = [blind, disable(60, 0), enable(90, 0)];
    const survived = run(faults, [comes(50, 0, 60)], { publicAddresses: only });
    expect(survived.events.filter(({ type }) => type === "address-announced").length).toBeGreaterThan(3);
    expect(losses(survived)).toEqual([]);
    // It has worked to its end before it goes, as it was told.
    expect(resets(survived)).toEqual(["closed"]);
    expect(survived.events.find(({ type }) => type === "connection-reset")?.atUs).toBeGreaterThanOrEqual(110 * s);
    const killed = run(faults.slice(1), [comes(50, 0, 60)], { publicAddresses: only });
    expect(losses(killed)).toEqual(["killed"]);
    expect(resets(killed)).toEqual(["tickled"]);
  });
});

describe("the connection killer", () => {
  const lasts = (faults: readonly Fault[], jobs: readonly Job[]): number => {
    const { events } = run(faults, jobs);
    const begins = events.find(
      (event) => event.type === "event-began" && event.event === "releaseip" && event.host === 0,
    );
    const gone = events.find((event) => event.type === "address-removed" && event.atUs > (begins?.atUs ?? 0));
    return ((gone?.atUs ?? 0) - (begins?.atUs ?? 0)) / s;
  };
  const blind: Fault = { kind: "capture-drops-replies", atUs: 59 * s, host: 0, forUs: 30 * s };

  it("keeps an address a round longer, and all its rounds where it sees nothing", () => {
    expect(lasts([disable(60, 0)], [])).toBeCloseTo(0.01, 2);
    expect(lasts([disable(60, 0)], [comes(50, 0)])).toBeCloseTo(0.11, 2);
    expect(lasts([blind, disable(60, 0)], [comes(50, 0)])).toBeCloseTo(5.01, 2);
    expect(lasts([blind, disable(60, 0)], [])).toBeCloseTo(0.01, 2);
  });
});

it("a client comes where its packets go: not to a node whose address another one has announced since", () => {
  const standsStill: Fault = { kind: "partition", atUs: 60 * s, forUs: 50 * s, shape: "isolate", cut: [] };
  const cut = [1, 2].flatMap((other) => [[0, other] as const, [other, 0] as const]);
  const apart = run([{ ...standsStill, cut }], [comes(50, 0), comes(105, 0, 0, 1)], { publicAddresses: ADDRESSES });
  expect(apart.events.filter(({ type }) => type === "connection-opened")).toHaveLength(1);
});

const untickled: Override = { id: "untickled", chart: "take-ip", actions: { moveConnections: () => undefined } };

it("nobody is told by whoever tickles nobody", () => {
  expect(resets(run([crash(60, 0)], [comes(50, 0)], {}, [untickled]))).toEqual([]);
});

/** Somebody who locks a file by the first address, and keeps it. */
const user = (beginS: number, holdS: number): LockUser => ({
  file: "f",
  way: { address: "10.0.0.1" },
  atUs: beginS * s,
  holdUs: [holdS * s, holdS * s],
  pauseUs: [s, s],
  reclaimUs: [0, 0],
});

describe("connections of NFS", () => {
  const nfsOf = (holdS: number): NfsSpec => {
    const users = [user(30, holdS)];
    return { grace: "fs-remember", records: "shared-directory", dropUs: [s, s], users };
  };
  const served = (faults: readonly Fault[], holdS: number, overrides: readonly Override[] = []): Watched =>
    run(faults, [], { nfs: nfsOf(holdS) }, overrides);
  const owner = served([], 60).events.find(({ type }) => type === "connection-opened")?.host ?? -1;

  it("are found by the monitor event", () => {
    const { events } = served([], 60);
    const opened = events.find(({ type }) => type === "connection-opened");
    const tracked = events.find(({ type }) => type === "connection-tracked");
    expect(opened).toMatchObject({ service: "nfs", address: "10.0.0.1" });
    expect((tracked?.atUs ?? 0) - (opened?.atUs ?? 0)).toBeGreaterThan(0);
    expect((tracked?.atUs ?? 0) - (opened?.atUs ?? 0)).toBeLessThan(16 * s);
  });

  it("are known to the others, as shipped, when the interval of updates is over: until then they hang", () => {
    const fate = (crashS: number, changes: Partial<Scenario>) =>
      resets(run([crash(crashS, owner)], [], { nfs: nfsOf(90), ...changes }))[0];
    const set = { tickleUpdateIntervalUs: 1_000 * s };
    expect(fate(70, { ...asShipped, set })).toBe("refused");
    expect(fate(70, { set })).toBe("tickled");
    expect(fate(70, asShipped)).toBe("tickled");
  });

  it("are killed at both ends, unless the killer takes its own packets for replies", () => {
    const own: Fault = { kind: "capture-takes-own-packets", atUs: 59 * s, host: owner, forUs: 10 * s };
    expect(resets(served([disable(60, owner)], 90))[0]).toBe("killed");
    expect(resets(served([own, disable(60, owner)], 90))[0]).toBe("tickled");
  });

  it("are refused, when their client sends something, by a node that does not know them", () => {
    const { events } = served([crash(51, owner)], 70, [untickled]);
    const refused = events.find(({ type }) => type === "connection-reset");
    expect(refused).toMatchObject({ cause: "refused" });
    const [, again] = events.filter(({ type }) => type === "connection-opened");
    expect((again?.atUs ?? 0) - (refused?.atUs ?? 0)).toBeLessThan(0.01 * s);
  });
});

it("a connection that its own node forgets hangs once the list is told again: until then the others know of it", () => {
  const forgets: Override = {
    id: "forgets-its-own",
    chart: "tickles",
    actions: {
      noteConnection: ({ d }: { readonly d: CtdbdData }, { request }: { readonly request: Request }) => {
        const { address = "", connection = 0, pid = 0 } = request.body;
        const record = d.publicAddresses[address];
        if (record === undefined || (record.pnn === d.pnn && connection === 2)) return;
        record.connections = [...record.connections, { connection, pid }];
      },
    },
  };
  const goes: Fault = { kind: "kill-process", atUs: 60 * s, host: 0, program: "samba-client", restartUs: 0 };
  const clients = [comes(50, 0, 100, 0), comes(52, 0, 100, 1)];
  const toldOfTheSecond = (faults: readonly Fault[], overrides: readonly Override[]): boolean =>
    run([...faults, crash(100, 0)], clients, { durationUs: 200 * s }, overrides).events.some(
      (event) => event.type === "connection-reset" && event.connection === 2,
    );
  expect(toldOfTheSecond([goes], [])).toBe(true);
  expect(toldOfTheSecond([], [forgets])).toBe(true);
  expect(toldOfTheSecond([goes], [forgets])).toBe(false);
});
